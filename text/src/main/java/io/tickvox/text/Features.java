package io.tickvox.text;

import java.util.Arrays;

/**
 * What the linear model sees of a text: for each token its word, the pair with the word before it, the word's stem, whether
 * it is negated and what the lexicon says of it; for the text its shape. All are hashed into {@link #BUCKETS} buckets. Used again for the next
 * text; not safe for several threads.
 */
final class Features {
    static final int BITS = 19;
    static final int BUCKETS = 1 << BITS;
    /** The token of a feature of the whole text. */
    static final int WHOLE = -1;

    private static final int NEGATED_WORDS = 3;
    /** How much more words count where they speak of the target or of another company than where they stand anywhere. */
    private static final double PLACED = 2;

    private static final long NEGATION = 0x5851F42D4C957F2DL;
    private static final long CASHTAG = Hash.mix(201);
    private static final long EDGE = Hash.mix(202);
    private static final long STEM = 0x14057B7EF767814FL;
    private static final long SHAPE = 0x2545F4914F6CDD1DL;
    private static final long LEXICON = 0x27BB2EE687B0B0FDL;

    int count;
    int[] bucket = new int[1024];
    /** The token that a feature ends with; {@link #WHOLE} if it is the text's. In ascending order. */
    int[] token = new int[1024];
    /** Whether a feature also covers the token before. */
    boolean[] pair = new boolean[1024];

    /** The entries of the lexicon in the text. */
    final LexiconHits lexicon = new LexiconHits();
    /** How many words of the text are in upper case. */
    int upper;

    /** Whether the text asks something. */
    boolean asks;

    private final int[] kinds = new int[Tokens.MARK + 1];

    void extract(Tokens tokens) {
        count = 0;
        lexicon.find(tokens);
        if (bucket.length < tokens.count * 4 + 8) {
            int size = tokens.hash.length * 4 + 8;
            bucket = new int[size];
            token = new int[size];
            pair = new boolean[size];
        }
        shape(tokens);
        long previous = EDGE;
        int negated = 0;
        int hit = 0;
        for (int i = 0; i < tokens.count; i++) {
            byte kind = tokens.kind[i];
            long word = kind == Tokens.CASHTAG ? CASHTAG : tokens.hash[i];
            if (tokens.is(i, Tokens.BREAK)) {
                previous = EDGE;
                negated = 0;
            }
            boolean isWord = kind <= Tokens.HASHTAG;
            add(i, isWord && negated > 0 ? Hash.mix(word ^ NEGATION) : word, false);
            add(i, Hash.pair(previous, word), true);
            if (tokens.stem[i] != 0) {
                add(i, tokens.stem[i] ^ STEM, false);
            }
            if (hit < lexicon.count && lexicon.token[hit] == i) {
                add(i, Hash.mix(LEXICON + lexicon.value[hit++]), false);
            }
            negated = isWord && LexiconHits.isNegator(word) ? NEGATED_WORDS : negated - 1;
            previous = word;
        }
    }

    private void shape(Tokens tokens) {
        Arrays.fill(kinds, 0);
        upper = 0;
        asks = false;
        for (int i = 0; i < tokens.count; i++) {
            kinds[tokens.kind[i]]++;
            asks |= tokens.kind[i] == Tokens.MARK && tokens.hash[i] == Tokenizer.QUESTION;
            upper += tokens.kind[i] == Tokens.WORD && tokens.is(i, Tokens.UPPER) ? 1 : 0;
        }
        int words = kinds[Tokens.WORD];
        shape(1, Math.min(kinds[Tokens.CASHTAG], 8));
        shape(2, Math.min(kinds[Tokens.URL], 3));
        shape(3, Math.min(kinds[Tokens.HASHTAG], 4));
        shape(4, Math.min(words / 4, 8));
        shape(5, words == 0 ? 0 : upper * 5 / words);
        shape(6, Math.min(kinds[Tokens.MENTION], 3));
    }

    /** How many words the text has, without hashtags. */
    int words() {
        return kinds[Tokens.WORD];
    }

    int count(byte kind) {
        return kinds[kind];
    }

    private void shape(int what, int value) {
        add(WHOLE, Hash.mix(SHAPE + what * 64L + value), false);
    }

    private void add(int i, long hash, boolean isPair) {
        bucket[count] = (int) (hash >>> (64 - BITS));
        token[count] = i;
        pair[count++] = isPair;
    }

    /** What {@link #scale} is for the features of a place. */
    static double placedScale(int features) {
        return PLACED * scale(features);
    }

    /** The number that sums over {@code features} of a text are multiplied with, so that long texts do not outweigh. */
    static double scale(int features) {
        return features == 0 ? 0 : 1 / Math.sqrt(features);
    }
}
