package io.tickvox.text;

import java.util.List;
import java.util.Set;

/**
 * Finds names of companies among tokens: a trie whose edges are word hashes, laid out as one hash table keyed by the hash
 * of the path. A look-up from a token costs at most the longest name, so that a whole text takes time linear in its tokens.
 */
final class NameIndex {
    /** What {@link #longest} returns where no name starts. */
    static final long NONE = -1;

    private static final int PREFIX = 0;
    private static final int MAX_WORDS = 8;
    private static final int FUND_WORDS = 3;
    private static final int FILTER = 1 << 12;
    /** Makes another key of a word that is written in lower case. */
    private static final long LOWER_CASE = 0x6A09E667F3BCC909L;

    private final LongIntMap paths;
    /**
     * Two bits for each name of one word, and for the first two words of each longer one: most words start no name, and are told
     * so without the table. Those of companies that are known in lower case too are there a second time.
     */
    private final long[] starts = new long[FILTER];

    private NameIndex(int names) {
        paths = new LongIntMap(names);
    }

    /**
     * Where two entries share a name, the prominent one has it, then the first.
     *
     * @param lowerCase symbols of companies whose names are found in lower case too, besides those of prominent ones
     */
    static NameIndex of(List<Entry> entries, Set<String> lowerCase) {
        NameIndex index = new NameIndex(entries.size() * 2);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if (entry.is(Entry.PROMINENT) == (pass == 0)) {
                    index.add(entry, i, pass == 0 || lowerCase.contains(entry.symbol()));
                }
            }
        }
        return index;
    }

    private void add(Entry entry, int index, boolean lowerCase) {
        if (entry.is(Entry.FUND) && entry.symbol().indexOf('.') >= 0) {
            // Preferred shares have their company's name.
            return;
        }
        for (String alias : entry.listing().aliases()) {
            add(alias, index, false, 1, lowerCase);
        }
        for (String name : entry.ambiguous()) {
            add(name, index, true, 1, lowerCase);
        }
        if (!entry.ambiguous().contains(entry.listing().name())) {
            add(entry.listing().name(), index, false, entry.is(Entry.FUND) ? FUND_WORDS : 1, lowerCase);
        }
    }

    private void add(String name, int index, boolean ambiguous, int minWords, boolean lowerCase) {
        Tokens tokens = Tokens.of(name);
        if (tokens.count == 0 || tokens.count > MAX_WORDS || tokens.count < minWords || !isWords(tokens)) {
            return;
        }
        long start = tokens.count == 1 ? tokens.hash[0] : pair(tokens.hash[0], tokens.hash[1]);
        mark(start);
        if (lowerCase) {
            mark(start ^ LOWER_CASE);
        }
        long path = 0;
        for (int i = 0; i < tokens.count; i++) {
            path = Hash.pair(path, tokens.hash[i]);
            int value = paths.get(path);
            if (i == tokens.count - 1) {
                if (value <= PREFIX) {
                    paths.put(path, (index + 1) << 1 | (ambiguous ? 1 : 0));
                }
            } else if (value < 0) {
                paths.put(path, PREFIX);
            }
        }
    }

    private static boolean isWords(Tokens tokens) {
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.kind[i] != Tokens.WORD) {
                return false;
            }
        }
        return true;
    }

    /**
     * The longest name that starts at {@code token}, to be read with the functions below; {@link #NONE} if there is none.
     *
     * @param capital whether to look for names that are not known in lower case too
     */
    long longest(Tokens tokens, int token, boolean capital) {
        if (mayStart(tokens, token, capital ? 1 : 0) == 0) {
            return NONE;
        }
        long found = NONE;
        long path = 0;
        for (int i = token; i < tokens.count && tokens.isWord(i); i++) {
            if (i > token && (tokens.is(i, Tokens.BREAK) || tokens.kind[i] != Tokens.WORD)) {
                break;
            }
            path = Hash.pair(path, tokens.hash[i]);
            int value = paths.get(path);
            if (value < 0) {
                break;
            }
            if (value > PREFIX) {
                found = (long) (i + 1 - token) << 32 | value;
            }
        }
        return found;
    }

    private static long pair(long first, long second) {
        return first * 31 + second;
    }

    private void mark(long key) {
        starts[place(key)] |= bits(key);
    }

    /**
     * 1 if a name may start at {@code token}, else 0, as for most words.
     *
     * @param capital 1 to look for names that are not known in lower case too, else 0
     */
    int mayStart(Tokens tokens, int token, int capital) {
        long word = tokens.hash[token];
        long inCase = LOWER_CASE & capital - 1;
        long next = tokens.hash[Math.min(token + 1, tokens.count - 1)];
        return isMarked(word ^ inCase) | isMarked(pair(word, next) ^ inCase);
    }

    /** 1 if it is, else 0, without a branch. */
    private int isMarked(long key) {
        long missing = bits(key) & ~starts[place(key)];
        return (int) ((missing | -missing) >>> Long.SIZE - 1) ^ 1;
    }

    private static int place(long key) {
        return (int) (key >>> 12) & FILTER - 1;
    }

    private static long bits(long key) {
        return 1L << key | 1L << (key >>> 6);
    }

    static int words(long match) {
        return (int) (match >>> 32);
    }

    static int entry(long match) {
        return ((int) match >>> 1) - 1;
    }

    static boolean isAmbiguous(long match) {
        return (match & 1) != 0;
    }
}
