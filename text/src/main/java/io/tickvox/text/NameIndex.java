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
    private static final int FILTER = 1 << 11;
    private static final int LOWER_CASE_FILTER = 1 << 8;

    private final LongIntMap paths;
    /** A bit for each hash of a first word: most words start no name, and are told so without the table. */
    private final long[] firstWords = new long[FILTER];
    /** The same for the names of the companies that are known in lower case too. */
    private final long[] lowerCaseWords = new long[LOWER_CASE_FILTER];

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
        mark(firstWords, tokens.hash[0]);
        if (lowerCase) {
            mark(lowerCaseWords, tokens.hash[0]);
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
        long word = tokens.hash[token];
        if (!isMarked(capital ? firstWords : lowerCaseWords, word)) {
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

    private static void mark(long[] filter, long word) {
        filter[(int) (word >>> 6) & (filter.length - 1)] |= 1L << word;
    }

    private static boolean isMarked(long[] filter, long word) {
        return (filter[(int) (word >>> 6) & (filter.length - 1)] & (1L << word)) != 0;
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
