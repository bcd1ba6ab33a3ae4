package io.tickvox.text;

import java.util.Arrays;

/**
 * The tokens of a text, as parallel arrays that are used again for the next text. Not safe for use by several threads;
 * {@link #of} gives each thread its own.
 */
final class Tokens {
    static final byte WORD = 0;
    static final byte HASHTAG = 1;
    static final byte CASHTAG = 2;
    static final byte MENTION = 3;
    static final byte URL = 4;
    static final byte NUMBER = 5;
    static final byte PICTURE = 6;
    static final byte MARK = 7;

    /** A clause ends before the token. */
    static final byte BREAK = 1;
    /** The word's first letter is upper case. */
    static final byte CAPITAL = 2;
    /** All of the word's letters, at least one, are upper case. */
    static final byte UPPER = 4;
    /** An opening parenthesis or bracket stands right before the token. */
    static final byte OPENED = 8;
    /** The text's cut end ({@code …}) follows the token at once. */
    static final byte CUT = 16;

    private static final int RETAINED = 1 << 14;
    private static final ThreadLocal<Tokens> OWN = ThreadLocal.withInitial(Tokens::new);

    char[] chars = new char[1024];
    int length;
    int count;
    /** A word's hash in lower case; a cashtag's is that of its symbol; a number's that of its kind. */
    long[] hash = new long[256];
    /** The hash of the word's first five letters; 0 for a shorter one. */
    long[] stem = new long[256];

    int[] start = new int[256];
    int[] end = new int[256];
    byte[] kind = new byte[256];
    byte[] flags = new byte[256];

    private String text = "";

    /** The tokens of {@code text}, valid until this thread asks for another text's. */
    static Tokens of(String text) {
        Tokens tokens = OWN.get();
        // The linker and the scorer see the same String in turn; identity is enough to recognise it.
        if (!isSame(tokens.text, text)) {
            tokens.read(text);
        }
        return tokens;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(String a, String b) {
        return a == b;
    }

    private void read(String next) {
        text = "";
        length = next.length();
        count = 0;
        if (chars.length < length || (chars.length > RETAINED && length <= RETAINED)) {
            chars = new char[Math.max(length, 1024)];
        }
        next.getChars(0, length, chars, 0);
        Tokenizer.tokenize(this, next);
        text = next;
    }

    void add(byte newKind, int newFlags, int from, int to, long newHash, long newStem) {
        if (count == hash.length) {
            grow();
        }
        hash[count] = newHash;
        stem[count] = newStem;
        start[count] = from;
        end[count] = to;
        kind[count] = newKind;
        flags[count] = (byte) newFlags;
        count++;
    }

    boolean is(int token, int flag) {
        return (flags[token] & flag) != 0;
    }

    /** Whether the token is a word, with or without {@code #}. */
    boolean isWord(int token) {
        return kind[token] <= HASHTAG;
    }

    private void grow() {
        int size = count * 2;
        hash = Arrays.copyOf(hash, size);
        stem = Arrays.copyOf(stem, size);
        start = Arrays.copyOf(start, size);
        end = Arrays.copyOf(end, size);
        kind = Arrays.copyOf(kind, size);
        flags = Arrays.copyOf(flags, size);
    }
}
