package io.tickvox.text;

/*
 * One table instead of a set for each kind of word: the tokenizer looks each token up once, and whoever asks later tests a
 * bit. A slot holds the upper half of a hash and the classes. A word lies in one of two slots (cuckoo hashing), so that a
 * look-up reads both and takes no branch, which half of all words would take otherwise than foretold.
 */

/** What a token's word is known for, as a sum of the constants here. */
final class WordClass {
    /** A commonest word of English. The lowest bit: {@link Tokens} counts by it. */
    static final int ENGLISH = 1;
    /** A commonest word of another language. The second bit, likewise. */
    static final int FOREIGN = 1 << 1;
    /** Turns what follows into its opposite. */
    static final int NEGATOR = 1 << 2;
    /** Sets two companies against each other. */
    static final int RELATION = 1 << 3;
    /** Starts a clause that says something else than the one before. */
    static final int CONTRAST = 1 << 4;
    /** Starts a phrase of the lexicon, of two words or more. */
    static final int PHRASE = 1 << 5;
    /** Follows a company's name. */
    static final int AFTER_COMPANY = 1 << 6;
    /** Stands before one. */
    static final int BEFORE_COMPANY = 1 << 7;
    /** Names an exchange. */
    static final int EXCHANGE = 1 << 8;
    /** Ends a company's official name. */
    static final int LEGAL_FORM = 1 << 9;
    /** Tells that a text is about markets. */
    static final int MARKET = 1 << 10;
    /** Stands before a bank or broker that speaks of another company. */
    static final int VOICE = 1 << 11;
    /** Is what such a bank does. */
    static final int SPEAKS = 1 << 12;

    /** Says something of the company right before it. */
    static final int PREDICATE = 1 << 13;

    /** Where the lexicon's code of the word starts. */
    private static final int CODE_SHIFT = 16;

    private static final int BITS = 14;
    private static final int MASK = (1 << BITS) - 1;
    private static final int MOVES_MAX = 500;
    private static final long[] SLOTS = new long[1 << BITS];

    static {
        Languages.forEachWord(WordClass::add);
        add(LexiconHits.NEGATORS, NEGATOR);
        add(LexiconHits.RELATIONS, RELATION);
        add(Zones.CONTRASTS, CONTRAST);
        add(Zones.PREDICATES, PREDICATE);
        add(Evidence.AFTER, AFTER_COMPANY);
        add(Evidence.BEFORE, BEFORE_COMPANY);
        add(Evidence.EXCHANGES, EXCHANGE);
        add(Evidence.LEGAL_FORMS, LEGAL_FORM);
        add(Evidence.CONTEXT, MARKET);
        add(Evidence.VOICES, VOICE);
        add(Evidence.SPEAKING, SPEAKS);
        Lexicon.shipped()
                .forEachFirstWord((hash, code, phrase) -> add(hash, code << CODE_SHIFT | (phrase ? PHRASE : 0)));
    }

    private WordClass() {}

    private static void add(String words, int wordClass) {
        for (String word : words.strip().split("\\s+")) {
            add(Hash.word(word), wordClass);
        }
    }

    private static void add(long hash, int wordClass) {
        int slot = (int) hash & MASK;
        for (int each : new int[] {slot, other(slot, hash)}) {
            if (SLOTS[each] == 0 || (SLOTS[each] ^ hash) >>> 32 == 0) {
                SLOTS[each] |= hash >>> 32 << 32 | wordClass;
                return;
            }
        }
        place(hash >>> 32 << 32 | wordClass, slot, 0);
    }

    /** Puts an entry into a slot; what lay there moves to the other of its own. */
    private static void place(long entry, int slot, int moves) {
        if (moves == MOVES_MAX) {
            throw new IllegalStateException("Invalid lists of words: expected fewer than " + SLOTS.length / 2);
        }
        long moved = SLOTS[slot];
        SLOTS[slot] = entry;
        if (moved != 0) {
            place(moved, other(slot, moved), moves + 1);
        }
    }

    /** The other slot of a word of which one slot is known; only the upper half of its hash counts. */
    private static int other(int slot, long hash) {
        return slot ^ (int) (hash >>> (64 - BITS));
    }

    /** The classes of the word with this hash; 0 for most words. */
    static int of(long hash) {
        int slot = (int) hash & MASK;
        long one = SLOTS[slot];
        long two = SLOTS[other(slot, hash)];
        long found = (one ^ hash) >>> 32 == 0 ? one : 0;
        return (int) ((two ^ hash) >>> 32 == 0 ? two : found);
    }

    /** The lexicon's code of a word of these classes as an entry by itself; 0 if it is none. */
    static int code(int classes) {
        return classes >>> CODE_SHIFT;
    }
}
