package io.tickvox.text;

/**
 * What is counted of a text toward a target: how the lexicon's entries in it lean, and where in it the target stands. These
 * few numbers mean the same in texts of every kind. The constants name their places in the vectors.
 */
final class Gauges {
    /** How many numbers there are for the direction. */
    static final int DIRECTION = 17;
    /** How many there are for noise. */
    static final int NOISE = 18;

    private Gauges() {}

    /**
     * Fills {@code out} for the direction.
     *
     * @param positive weights of the entries that speak of the target and point up, in halves
     * @param negative the same of those that point down
     */
    static void direction(Features features, int positive, int negative, double[] out) {
        LexiconHits hits = features.lexicon;
        double all = softSign(hits.positive - hits.negative);
        double near = softSign(positive - negative);
        out[0] = hits.positive / 10.0;
        out[1] = hits.negative / 10.0;
        out[2] = positive / 10.0;
        out[3] = negative / 10.0;
        out[4] = Math.min(hits.neutral, 6) / 3.0;
        out[5] = all;
        out[6] = near;
        out[7] = Math.abs(near);
        out[8] = hits.positive + hits.negative == 0 ? 1 : 0;
        out[9] = hits.strongest >= 5 ? 1 : 0;
        out[10] = positive > 0 && negative == 0 ? 1 : 0;
        out[11] = negative > 0 && positive == 0 ? 1 : 0;
        out[12] = hits.strongest / 6.0;
        out[13] = Math.min(features.words(), 60) / 40.0;
        out[14] = features.words() == 0 ? 0 : (double) features.upper / features.words();
        out[15] = features.asks ? 1 : 0;
        out[16] = features.count(Tokens.PICTURE) > 0 ? 1 : 0;
        for (int i = 0; i < 4; i++) {
            out[i] = Math.min(out[i], 3);
        }
    }

    private static double softSign(int halves) {
        double x = halves / 5.0;
        return x / (1 + Math.abs(x));
    }

    /** Fills {@code out} for noise toward the company of {@code zone}; toward none where it is {@link Zones#COMMON}. */
    static void noise(Features features, Zones zones, int zone, double[] out) {
        boolean here = zone != Zones.COMMON;
        int first = here ? zones.first[zone] : -1;
        boolean trails = here && first > zones.lastWord;
        boolean leads = here && first < zones.firstWord;
        boolean firstNamed = here && zone == 1;
        boolean alone = zones.count <= 1;
        int cashtags = features.count(Tokens.CASHTAG);
        int words = features.words();
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
        out[11] = Math.min(zones.trailing, 8) / 4.0;
        out[12] = Math.min(zones.leading, 8) / 4.0;
        out[13] = Math.min(cashtags / (words + 1.0), 3);
        out[14] = Math.min(words, 60) / 20.0;
        out[15] = Math.min(features.count(Tokens.URL), 4) / 2.0;
        out[16] = Math.min(features.count(Tokens.HASHTAG) / (words + 1.0), 2);
        out[17] = words == 0 ? 0 : (double) features.upper / words;
    }
}
