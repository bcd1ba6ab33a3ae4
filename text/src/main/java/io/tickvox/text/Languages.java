package io.tickvox.text;

/*
 * By script first: where at least half of the letters belong to no Latin alphabet, the text is not English. Else by words
 * that tell: texts of at least a few of another language's commonest words, and more of them than of English ones. Words
 * that two languages share with English tell nothing. What has too few words to tell is taken as English.
 */

/** Tells whether a text is in another language than English, in time linear in its tokens. */
final class Languages {
    private static final int TELLING = 2;
    private static final int LETTERS = 4;

    /** Takes a word's hash and class. */
    interface WordSink {
        void accept(long hash, int wordClass);
    }

    private Languages() {}

    /** The words that tell a language. */
    static void forEachWord(WordSink sink) {
        for (String line : DirectoryFile.lines("function-words.txt")) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                sink.accept(Hash.word(words[i]), words[0].equals("en") ? WordClass.ENGLISH : WordClass.FOREIGN);
            }
        }
    }

    /** Whether the text is in another language; false where it has too few words to tell. */
    static boolean isOther(Tokens tokens) {
        if (tokens.foreign >= TELLING && tokens.foreign > tokens.english) {
            return true;
        }
        return tokens.english * 5 < tokens.kinds[Tokens.WORD] + 1 && isOtherScript(tokens);
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
