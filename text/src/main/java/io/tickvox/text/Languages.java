package io.tickvox.text;

/*
 * By script first: where at least half of the letters belong to no Latin alphabet, the text is not English. Else by words
 * that tell: texts of at least a few of another language's commonest words, and more of them than of English ones. Words
 * that two languages share with English tell nothing. What has too few words to tell is taken as English.
 */

/** Tells whether a text is in another language than English, in time linear in its tokens. */
final class Languages {
    private static final int FILTER = 1 << 9;
    private static final int ENGLISH = 1;
    private static final int OTHER = 2;
    private static final int TELLING = 2;
    private static final int LETTERS = 4;

    private static final LongIntMap WORDS = new LongIntMap(2048);
    /** A bit for each hash of a word that tells: others are passed without the table. */
    private static final long[] TELL = new long[FILTER];

    static {
        for (String line : DirectoryFile.lines("function-words.txt")) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                long hash = Hash.word(words[i]);
                int known = Math.max(0, WORDS.get(hash));
                WORDS.put(hash, known | (words[0].equals("en") ? ENGLISH : OTHER));
                TELL[(int) (hash >>> 6) & (FILTER - 1)] |= 1L << hash;
            }
        }
    }

    private Languages() {}

    /** Whether the text is in another language; false where it has too few words to tell. */
    static boolean isOther(Tokens tokens) {
        int english = 0;
        int other = 0;
        int words = 0;
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.kind[i] == Tokens.WORD) {
                words++;
                int told = told(tokens.hash[i]);
                english += told == ENGLISH ? 1 : 0;
                other += told == OTHER ? 1 : 0;
            }
        }
        if (other >= TELLING && other > english) {
            return true;
        }
        return english * 5 < words + 1 && isOtherScript(tokens);
    }

    private static int told(long hash) {
        if ((TELL[(int) (hash >>> 6) & (FILTER - 1)] & (1L << hash)) == 0) {
            return 0;
        }
        return WORDS.get(hash);
    }

    private static boolean isOtherScript(Tokens tokens) {
        int latin = 0;
        int others = 0;
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.kind[i] == Tokens.WORD || tokens.kind[i] == Tokens.HASHTAG) {
                for (int at = tokens.start[i]; at < tokens.end[i]; at++) {
                    char c = tokens.chars[at];
                    if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00) || (c >= 0xFF01 && c <= 0xFF5E)) {
                        latin++;
                    } else if (CharClass.isLetter(c)) {
                        others++;
                    }
                }
            }
        }
        return others >= LETTERS && others * 2 >= latin;
    }
}
