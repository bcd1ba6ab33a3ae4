package io.tickvox.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    static final byte UPPER = 1 << 2;
    /** An opening parenthesis or bracket stands right before the token. */
    static final byte OPENED = 8;
    /** The text's cut end ({@code …}) follows the token at once. */
    static final byte CUT = 16;

    static final int CAPITAL_SHIFT = 1;
    static final int UPPER_SHIFT = 2;

    /** Stands after the text in {@link #chars}: no letter, digit or sign. */
    private static final char END = '\0';

    private static final int RETAINED = 1 << 14;
    private static final ThreadLocal<Tokens> OWN = ThreadLocal.withInitial(Tokens::new);

    /** The text, and a character that is part of nothing. */
    char[] chars = new char[1024];
    /** The same as {@link Octets} are read, with zeros behind. */
    byte[] octets = new byte[1024 + Octets.PADDING];

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
    /** What each token's word is known for, see {@link WordClass}. */
    int[] classes = new int[256];

    /** The tokens that are cashtags, as many as {@link #kinds} tells. */
    int[] cashtags = new int[16];
    /** The tokens whose words the lexicon must be asked about or that turn others, as many as {@link #notables} tells. */
    int[] notable = new int[256];

    int notables;
    /** All classes of any word of the text. */
    int allClasses;
    /** How many tokens there are of each kind. */
    final int[] kinds = new int[MARK + 1];
    /** How many words are in upper case. */
    int upperWords;
    /** How many words are of the commonest of English. */
    int english;
    /** How many are of the commonest of other languages, and not of English. */
    int foreign;
    /** Whether the text asks something. */
    boolean asks;
    /** Whether an address holds a dollar sign, so that cashtags may stand where no token says so. */
    boolean pricedAddress;

    private @Nullable String[] symbols = new @Nullable String[16];
    /** How many of the cashtags were asked about by {@link #setSymbol}. */
    private int named;

    private final Tokenizer tokenizer = new Tokenizer(this);
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
        if (chars.length <= length || (chars.length > RETAINED && length < RETAINED)) {
            chars = new char[Math.max(length + 1, 1024)];
            octets = new byte[chars.length + Octets.PADDING];
        }
        next.getChars(0, length, chars, 0);
        chars[length] = END;
        narrow();
        asks = false;
        pricedAddress = false;
        Arrays.fill(kinds, 0);
        clearSymbols();
        tokenizer.run();
        digest();
        text = next;
    }

    private void narrow() {
        char[] from = chars;
        byte[] to = octets;
        for (int i = 0; i < length; i++) {
            to[i] = (byte) (from[i] | 0x7F - from[i] >> Integer.SIZE - 1);
        }
        Arrays.fill(to, length, length + Octets.PADDING, (byte) 0);
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
        classes[count] = WordClass.of(newHash);
        count++;
        kinds[newKind]++;
    }

    /** Counts what was added, without a branch. */
    private void digest() {
        int uppers = 0;
        int englishWords = 0;
        int foreignWords = 0;
        int all = 0;
        int noted = 0;
        for (int i = 0; i < count; i++) {
            int wordClass = classes[i];
            int isWord = kind[i] == WORD ? 1 : 0;
            englishWords += isWord & wordClass & ~(wordClass >>> 1);
            foreignWords += isWord & wordClass >>> 1 & ~wordClass;
            uppers += isWord & flags[i] >>> UPPER_SHIFT;
            all |= wordClass;
            notable[noted] = i;
            noted += WordClass.isNotable(wordClass);
        }
        upperWords = uppers;
        english = englishWords;
        foreign = foreignWords;
        allClasses = all;
        notables = noted;
    }

    /** The token that is added next is a cashtag. */
    void cashtagFollows() {
        int size = kinds[CASHTAG];
        if (size == cashtags.length) {
            cashtags = Arrays.copyOf(cashtags, size * 2);
            symbols = Arrays.copyOf(symbols, size * 2);
        }
        cashtags[size] = count;
    }

    /** Forgets what {@link #setSymbol} said. */
    void clearSymbols() {
        named = 0;
    }

    /** Says that the cashtag at {@code token} means the security with the very symbol that it writes. */
    void setSymbol(int token, String symbol) {
        while (cashtags[named] != token) {
            symbols[named++] = null;
        }
        symbols[named++] = symbol;
    }

    /** The symbol that {@link #setSymbol} gave to a cashtag, by its number among them; null if there is none. */
    @Nullable
    String symbol(int cashtag) {
        return cashtag < named ? symbols[cashtag] : null;
    }

    boolean is(int token, int flag) {
        return (flags[token] & flag) != 0;
    }

    /** Whether the token is a word, with or without {@code #}. */
    boolean isWord(int token) {
        return kind[token] <= HASHTAG;
    }

    /** Whether it is a word of this class, see {@link WordClass}. */
    boolean isWord(int token, int wordClass) {
        return kind[token] <= HASHTAG && (classes[token] & wordClass) != 0;
    }

    private void grow() {
        int size = count * 2;
        hash = Arrays.copyOf(hash, size);
        stem = Arrays.copyOf(stem, size);
        start = Arrays.copyOf(start, size);
        end = Arrays.copyOf(end, size);
        kind = Arrays.copyOf(kind, size);
        flags = Arrays.copyOf(flags, size);
        classes = Arrays.copyOf(classes, size);
        notable = Arrays.copyOf(notable, size);
    }
}
