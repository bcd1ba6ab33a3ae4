package io.tickvox.text;

/**
 * What the linear model sees of a text: for each token its word, the pair with the word before it, the word's stem, whether
 * it is negated and what the lexicon says of it; for the text its shape. All are hashed into {@link #BUCKETS} buckets. Used
 * again for the next text; not safe for several threads.
 */
final class Features {
    static final int BITS = 20;
    static final int BUCKETS = 1 << BITS;

    private static final int SHAPES = 7;
    private static final int SHAPE_VALUES = 16;
    /** How many tokens at a text's start and at its end tell of its shape. */
    private static final int EDGE_TOKENS = 4;

    private static final int NEGATED_WORDS = 3;
    /** How much more words count where they speak of the target or of another company than where they stand anywhere. */
    private static final double PLACED = 2;

    private static final long PAIRING = 0x9FB21C651E98DF25L;
    private static final long NEGATION = 0x5851F42D4C957F2DL;
    private static final long CASHTAG = Hash.mix(201);
    private static final long EDGE = Hash.mix(202);
    private static final long STEM = 0x14057B7EF767814FL;
    private static final long SHAPE = 0x2545F4914F6CDD1DL;
    private static final long LEXICON = 0x27BB2EE687B0B0FDL;
    private static final long FIRST_KINDS = 0x13198A2E03707344L;
    private static final long LAST_KINDS = 0xA4093822299F31D0L;
    private static final int[] SHAPE_BUCKETS = new int[(SHAPES + 1) * SHAPE_VALUES];

    static {
        for (int what = 1; what <= SHAPES; what++) {
            for (int value = 0; value < SHAPE_VALUES; value++) {
                SHAPE_BUCKETS[what * SHAPE_VALUES + value] = bucket(Hash.mix(SHAPE + what * 64L + value));
            }
        }
    }

    private static final double[] SCALES = new double[512];

    static {
        for (int features = 1; features < SCALES.length; features++) {
            SCALES[features] = 1 / Math.sqrt(features);
        }
    }

    int count;
    int[] bucket = new int[256 * 4 + SHAPES + 2];
    /**
     * By token, its first feature; after the last token {@link #count}. The features of the text's shape stand before those of
     * the first token. A token's word comes first, then the pair with the word before.
     */
    int[] from = new int[257];

    /** The entries of the lexicon in the text. */
    final LexiconHits lexicon = new LexiconHits();

    /** @param zones of the text: in pairs, any company's name is as good as another */
    void extract(Tokens tokens, Zones zones) {
        int size = tokens.count;
        count = 0;
        lexicon.find(tokens);
        if (from.length <= size) {
            bucket = new int[tokens.hash.length * 4 + SHAPES + 2];
            from = new int[tokens.hash.length + 1];
        }
        shape(tokens);
        int[] buckets = bucket;
        int at = count;
        long previous = EDGE;
        int negated = 0;
        int hit = 0;
        int nextHit = lexicon.count > 0 ? lexicon.token[0] : size;
        for (int i = 0; i < size; i++) {
            int kind = tokens.kind[i];
            long word = kind == Tokens.CASHTAG ? CASHTAG : tokens.hash[i];
            boolean breaks = tokens.is(i, Tokens.BREAK);
            previous = breaks ? EDGE : previous;
            negated = breaks ? 0 : negated;
            boolean isWord = kind <= Tokens.HASHTAG;
            long stem = tokens.stem[i];
            from[i] = at;
            buckets[at] = bucket(isWord && negated > 0 ? word ^ NEGATION : word);
            // Hashes of words are well spread, and so are their sums.
            long paired = zones.partOfName[i] ? CASHTAG : word;
            buckets[at + 1] = bucket(previous * PAIRING + paired);
            buckets[at + 2] = bucket(stem ^ STEM);
            at += stem != 0 ? 3 : 2;
            if (i == nextHit) {
                buckets[at++] = bucket(Hash.mix(LEXICON + lexicon.value[hit++]));
                nextHit = hit < lexicon.count ? lexicon.token[hit] : size;
            }
            negated = isWord && (tokens.classes[i] & WordClass.NEGATOR) != 0 ? NEGATED_WORDS : negated - 1;
            previous = paired;
        }
        from[size] = at;
        count = at;
    }

    private void shape(Tokens tokens) {
        int[] kinds = tokens.kinds;
        int words = kinds[Tokens.WORD];
        shape(1, Math.min(kinds[Tokens.CASHTAG], 8));
        shape(2, Math.min(kinds[Tokens.URL], 3));
        shape(3, Math.min(kinds[Tokens.HASHTAG], 4));
        shape(4, Math.min(words / 4, 8));
        shape(5, words == 0 ? 0 : tokens.upperWords * 5 / words);
        shape(6, Math.min(kinds[Tokens.MENTION], 3));
        shape(7, Math.min(tokens.count / 3, SHAPE_VALUES - 1));
        bucket[count++] = bucket(Hash.mix(FIRST_KINDS + kinds(tokens, 0)));
        bucket[count++] = bucket(Hash.mix(LAST_KINDS + kinds(tokens, Math.max(0, tokens.count - EDGE_TOKENS))));
    }

    /** The kinds of some tokens from {@code from} on, as digits. */
    private static int kinds(Tokens tokens, int from) {
        int digits = 1;
        for (int i = from; i < tokens.count && i < from + EDGE_TOKENS; i++) {
            digits = digits << 3 | tokens.kind[i];
        }
        return digits;
    }

    private void shape(int what, int value) {
        bucket[count++] = SHAPE_BUCKETS[what * SHAPE_VALUES + value];
    }

    private static int bucket(long hash) {
        return (int) (hash >>> (64 - BITS));
    }

    /** What {@link #scale} is for the features of a place. */
    static double placedScale(int features) {
        return PLACED * scale(features);
    }

    /** The number that sums over {@code features} of a text are multiplied with, so that long texts do not outweigh. */
    static double scale(int features) {
        return features < SCALES.length ? SCALES[features] : 1 / Math.sqrt(features);
    }
}
