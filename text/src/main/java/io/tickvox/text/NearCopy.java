package io.tickvox.text;

/**
 * Recognises texts that say the same thing in the same words, as reposts by hand, quoted headlines and copied promotion do.
 */
public final class NearCopy {
    /** The fingerprint of a text that is too short to be a copy of anything. */
    public static final long NONE = 0;

    private static final int MIN_WORDS = 5;
    private static final long RT = Hash.word("rt");

    private NearCopy() {}

    /**
     * A number that is equal for near-copies of a text: it takes no account of case, punctuation, pictures, HTML entities,
     * addresses, mentions of users, a leading {@code RT @name:} and a word cut off by {@code …}. Cashtags and numbers count:
     * another ticker or another price target is another statement.
     *
     * @return {@link #NONE} if the text has fewer than five words besides cashtags, mentions and addresses
     */
    public static long fingerprint(String text) {
        Tokens tokens = Tokens.of(text);
        long fingerprint = Hash.SEED;
        int words = 0;
        for (int i = isRepost(tokens) ? 2 : 0; i < tokens.count; i++) {
            if (tokens.is(i, Tokens.CUT)) {
                continue;
            }
            switch (tokens.kind[i]) {
                case Tokens.WORD, Tokens.HASHTAG -> {
                    words++;
                    fingerprint = Hash.pair(fingerprint, tokens.hash[i]);
                }
                case Tokens.CASHTAG -> fingerprint = Hash.pair(fingerprint, ~tokens.hash[i]);
                case Tokens.NUMBER -> {
                    words++;
                    fingerprint = Hash.pair(fingerprint, digits(tokens, i));
                }
                default -> {
                    // Marks, pictures, mentions and addresses vary between copies.
                }
            }
        }
        return words < MIN_WORDS ? NONE : fingerprint == NONE ? 1 : fingerprint;
    }

    private static boolean isRepost(Tokens tokens) {
        return tokens.count >= 2
                && tokens.kind[0] == Tokens.WORD
                && tokens.hash[0] == RT
                && tokens.kind[1] == Tokens.MENTION;
    }

    private static long digits(Tokens tokens, int i) {
        long hash = Hash.SEED;
        for (int at = tokens.start[i]; at < tokens.end[i]; at++) {
            hash = Hash.step(hash, CharClass.lower(tokens.chars[at]));
        }
        return Hash.mix(hash);
    }
}
