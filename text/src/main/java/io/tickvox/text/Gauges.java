package io.tickvox.text;

import java.util.Arrays;

/**
 * What is counted of a text toward a target: how the lexicon's entries in it lean, and where in it the target stands. These
 * few numbers mean the same in texts of every kind. The constants name their places in the vectors.
 */
final class Gauges {
    /** How many numbers there are for the direction. */
    static final int DIRECTION = 23;
    /** The first of those that are 0 where the text names no further company. */
    static final int FIRST_OF_SEVERAL = 17;
    /** Whether it names further companies, and says nothing of the target. */
    static final int OF_SEVERAL_SILENT = 19;
    /** Whether it names further companies. */
    static final int OF_SEVERAL = 22;

    /** How many there are for noise. */
    static final int NOISE = 20;
    /** The first of them that is the same toward every target. */
    static final int NOISE_OF_TEXT = 11;

    private Gauges() {}

    /** Fills {@code out} for the direction with what is the same toward every target, and clears the rest. */
    static void ofText(Tokens tokens, LexiconHits hits, double[] out) {
        int words = tokens.kinds[Tokens.WORD];
        Arrays.fill(out, 0);
        out[0] = Math.min(hits.positive / 10.0, 3);
        out[1] = Math.min(hits.negative / 10.0, 3);
        out[4] = Math.min(hits.neutral, 6) / 3.0;
        out[5] = softSign(hits.positive - hits.negative);
        out[8] = hits.positive + hits.negative == 0 ? 1 : 0;
        out[9] = hits.strongest >= 5 ? 1 : 0;
        out[12] = hits.strongest / 6.0;
        out[13] = Math.min(words, 60) / 40.0;
        out[14] = words == 0 ? 0 : (double) tokens.upperWords / words;
        out[15] = tokens.asks ? 1 : 0;
        out[16] = tokens.kinds[Tokens.PICTURE] > 0 ? 1 : 0;
    }

    /**
     * Fills in what differs by target.
     *
     * @param positive weights of the entries that speak of the target and point up, in halves
     * @param negative the same of those that point down
     * @param several whether the text names further companies
     */
    static void ofTarget(int positive, int negative, boolean several, double[] out) {
        double near = softSign(positive - negative);
        double all = out[5];
        boolean silent = positive == 0 && negative == 0;
        out[2] = Math.min(positive / 10.0, 3);
        out[3] = Math.min(negative / 10.0, 3);
        out[6] = near;
        out[7] = Math.abs(near);
        out[10] = positive > 0 && negative == 0 ? 1 : 0;
        out[11] = negative > 0 && positive == 0 ? 1 : 0;
        out[17] = several && near * all < 0 ? near : 0;
        out[18] = several && silent ? all : 0;
        out[19] = several && silent ? 1 : 0;
        out[20] = several ? near : 0;
        out[21] = several ? all : 0;
        out[22] = several ? 1 : 0;
    }

    /** What the numbers of {@link #ofTarget} add to a logit. */
    static double targetSum(double[] weights, double[] values) {
        return weights[2] * values[2]
                + weights[3] * values[3]
                + weights[6] * values[6]
                + weights[7] * values[7]
                + weights[10] * values[10]
                + weights[11] * values[11]
                + (values[OF_SEVERAL] == 0 ? 0 : sum(weights, values, FIRST_OF_SEVERAL, DIRECTION));
    }

    private static double softSign(int halves) {
        double x = halves / 5.0;
        return x / (1 + Math.abs(x));
    }

    /** Fills {@code out} for noise with what is the same toward every target: from {@link #NOISE_OF_TEXT} on. */
    static void noiseOfText(Tokens tokens, LexiconHits hits, Zones zones, double[] out) {
        int cashtags = tokens.kinds[Tokens.CASHTAG];
        int words = tokens.kinds[Tokens.WORD];
        out[11] = Math.min(zones.trailing, 8) / 4.0;
        out[12] = Math.min(zones.leading, 8) / 4.0;
        out[13] = Math.min(cashtags / (words + 1.0), 3);
        out[14] = Math.min(words, 60) / 20.0;
        out[15] = Math.min(tokens.kinds[Tokens.URL], 4) / 2.0;
        out[16] = Math.min(tokens.kinds[Tokens.HASHTAG] / (words + 1.0), 2);
        out[17] = words == 0 ? 0 : (double) tokens.upperWords / words;
        out[18] = hits.promotion > 0 ? 1 : 0;
        out[19] = Math.min(hits.promotion, 6) / 3.0;
    }

    /** Fills in what differs by target, the company of {@code zone}; none where it is {@link Zones#COMMON}. */
    static void noiseOfTarget(Zones zones, int zone, double[] out) {
        boolean here = zone != Zones.COMMON;
        int first = here ? zones.first[zone] : -1;
        boolean trails = here && first > zones.lastWord;
        boolean leads = here && first < zones.firstWord;
        boolean firstNamed = here && zone == 1;
        boolean alone = zones.count <= 1;
        out[0] = here ? 0 : 1;
        out[1] = trails ? 1 : 0;
        out[2] = leads ? 1 : 0;
        out[3] = firstNamed ? 1 : 0;
        out[4] = trails && !firstNamed ? 1 : 0;
        out[5] = alone ? 1 : 0;
        out[6] = trails && zones.count > 3 ? 1 : 0;
        out[7] = leads && alone ? 1 : 0;
        out[8] = leads && !alone && zones.leading == zones.named() ? 1 : 0;
        out[9] = firstNamed && !alone && zones.leading == 1 && zones.trailing == zones.named() - 1 ? 1 : 0;
        out[10] = trails && zones.leading > 0 ? 1 : 0;
    }

    /** The sum of {@code weights} times {@code values} over places from {@code from} to {@code to}, exclusive. */
    static double sum(double[] weights, double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }
}
