package io.tickvox.text;

import java.util.LinkedHashMap;
import java.util.Map;

/*
 * One table instead of a set for each kind of word: the tokenizer looks each token up once, and whoever asks later tests a
 * bit. A slot holds the upper three octets of a hash and the place of the classes in a list of all sums that occur, so that the
 * whole table takes 128 KiB and stays in a near cache. A word lies in one of two slots (cuckoo hashing), so that a look-up reads both and
 * takes no branch, which half of all words would take otherwise than foretold.
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
    /** Joins companies to a row. */
    static final int AND = 1 << 14;
    /** Starts a clause that may be about another company. */
    static final int SUBORDINATOR = 1 << 15;

    /** Where the lexicon's code of the word starts. */
    private static final int CODE_SHIFT = 16;

    private static final int BITS = 15;
    private static final int MASK = (1 << BITS) - 1;
    private static final int MOVES_MAX = 500;
    /** Where in a slot and in a hash the octets start that tell words apart. */
    private static final int TAG_SHIFT = 8;

    private static final int HASH_SHIFT = Long.SIZE - Integer.SIZE + TAG_SHIFT;
    private static final int[] SLOTS = new int[1 << BITS];
    /** The sums of classes that occur, 0 first. */
    private static final int[] SUMS = new int[1 << TAG_SHIFT];

    static {
        Map<Long, Integer> words = new LinkedHashMap<>();
        Languages.forEachWord((hash, wordClass) -> words.merge(hash, wordClass, (a, b) -> a | b));
        add(words, LexiconHits.NEGATORS, NEGATOR);
        add(words, LexiconHits.RELATIONS, RELATION);
        add(words, Zones.CONTRASTS, CONTRAST);
        add(words, Zones.PREDICATES, PREDICATE);
        add(words, Zones.AND, AND);
        add(words, Zones.SUBORDINATORS, SUBORDINATOR);
        add(words, Evidence.AFTER, AFTER_COMPANY);
        add(words, Evidence.BEFORE, BEFORE_COMPANY);
        add(words, Evidence.EXCHANGES, EXCHANGE);
        add(words, Evidence.LEGAL_FORMS, LEGAL_FORM);
        add(words, Evidence.CONTEXT, MARKET);
        add(words, Evidence.VOICES, VOICE);
        add(words, Evidence.SPEAKING, SPEAKS);
        Lexicon.shipped()
                .forEachFirstWord((hash, code, phrase) ->
                        words.merge(hash, code << CODE_SHIFT | (phrase ? PHRASE : 0), (a, b) -> a | b));
        words.forEach((hash, wordClass) -> place(slot(hash, wordClass), (int) (long) hash & MASK, 0));
    }

    private WordClass() {}

    private static void add(Map<Long, Integer> words, String list, int wordClass) {
        for (String word : list.strip().split("\\s+")) {
            words.merge(Hash.word(word), wordClass, (a, b) -> a | b);
        }
    }

    private static int slot(long hash, int wordClass) {
        int sum = 1;
        while (sum < SUMS.length && SUMS[sum] != 0 && SUMS[sum] != wordClass) {
            sum++;
        }
        if (sum == SUMS.length) {
            throw new IllegalStateException("Invalid lists of words: expected fewer than " + sum + " sums of classes");
        }
        SUMS[sum] = wordClass;
        return tag(hash) | sum;
    }

    private static int tag(long hash) {
        return (int) (hash >>> HASH_SHIFT) << TAG_SHIFT;
    }

    /** Puts an entry into a slot; what lay there moves to the other of its own. */
    private static void place(int entry, int slot, int moves) {
        if (moves == MOVES_MAX) {
            throw new IllegalStateException("Invalid lists of words: expected fewer than " + SLOTS.length / 2);
        }
        int moved = SLOTS[slot];
        SLOTS[slot] = entry;
        if (moved != 0) {
            place(moved, other(slot, moved), moves + 1);
        }
    }

    /** The other slot of a word of which one slot and the tag are known. */
    private static int other(int slot, int tag) {
        return slot ^ tag >>> Integer.SIZE - BITS;
    }

    /** The classes of the word with this hash; 0 for most words. */
    static int of(long hash) {
        int tag = tag(hash);
        int slot = (int) hash & MASK;
        int one = SLOTS[slot] ^ tag;
        int two = SLOTS[other(slot, tag)] ^ tag;
        int found = one >>> TAG_SHIFT == 0 ? one : 0;
        return SUMS[two >>> TAG_SHIFT == 0 ? two : found];
    }

    /** 1 where the lexicon must be asked about a word of these classes or the word turns others, else 0. */
    static int isNotable(int classes) {
        return (classes & (NEGATOR | PHRASE | -1 << CODE_SHIFT)) != 0 ? 1 : 0;
    }

    /** The lexicon's code of a word of these classes as an entry by itself; 0 if it is none. */
    static int code(int classes) {
        return classes >>> CODE_SHIFT;
    }
}
