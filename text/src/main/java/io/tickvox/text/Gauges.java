package io.tickvox.text;

/**
 * What is counted of a text toward a target: how the lexicon's entries in it lean, and where in it the target stands. These
 * few numbers mean the same in texts of every kind. The constants name their places in the vectors.
 */
final class Gauges {
    /** How many numbers there are for the direction. */
    static final int DIRECTION = 26;
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

    /** Fills in for the direction what is the same toward every target. */
    static void ofText(Tokens tokens, LexiconHits hits, double[] out) {
        int words = tokens.kinds[Tokens.WORD];
        out[0] = Math.min(hits.positive, 30) / 10.0;
        out[1] = Math.min(hits.negative, 30) / 10.0;
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
     * @param nearest the weight, in halves, of the entry that stands nearest to the target; 0 if none does
     * @param several whether the text names further companies
     */
    static void ofTarget(int positive, int negative, int nearest, boolean several, double[] out) {
        double near = softSign(positive - negative);
        double all = out[5];
        boolean silent = positive == 0 && negative == 0;
        out[2] = Math.min(positive, 30) / 10.0;
        out[3] = Math.min(negative, 30) / 10.0;
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
        out[23] = several ? Math.abs(near) : 0;
        out[24] = several ? nearest / 6.0 : 0;
        out[25] = several ? Math.abs(nearest) / 6.0 : 0;
    }

    /** What the numbers of {@link #ofText} add to a logit. */
    static double textSum(double[] weights, double[] values) {
        return weights[0] * values[0]
                + weights[1] * values[1]
                + weights[4] * values[4]
                + weights[5] * values[5]
                + weights[8] * values[8]
                + weights[9] * values[9]
                + sum(weights, values, 12, FIRST_OF_SEVERAL);
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
        int place = place(zones, zone);
        for (int i = 0; i < NOISE_OF_TEXT; i++) {
            out[i] = place >>> i & 1;
        }
    }

    /** Where the company of {@code zone} stands: a bit for each of the first {@link #NOISE_OF_TEXT} numbers for noise. */
    static int place(Zones zones, int zone) {
        boolean alone = zones.count <= 1;
        if (zone == Zones.COMMON) {
            return bit(0, true) | bit(5, alone);
        }
        int first = zones.first[zone];
        boolean trails = first > zones.lastWord;
        boolean leads = first < zones.firstWord;
        boolean firstNamed = zone == 1;
        boolean rowLeads = zones.leading == zones.named();
        boolean rowTrails = zones.leading == 1 && zones.trailing == zones.named() - 1;
        return bit(1, trails)
                | bit(2, leads)
                | bit(3, firstNamed)
                | bit(4, trails & !firstNamed)
                | bit(5, alone)
                | bit(6, trails & zones.count > 3)
                | bit(7, leads & alone)
                | bit(8, leads & !alone & rowLeads)
                | bit(9, firstNamed & !alone & rowTrails)
                | bit(10, trails & zones.leading > 0);
    }

    private static int bit(int number, boolean set) {
        return set ? 1 << number : 0;
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
