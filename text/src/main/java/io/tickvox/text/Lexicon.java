package io.tickvox.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What words and phrases of the market's talk say by themselves, from {@code lexicon.txt}: a weight, whether a word is one
 * of movement, whether it is a burden, whose rise is bad and whose fall is good, and whether promotion says it. Phrases are found as {@link NameIndex}
 * finds names.
 */
final class Lexicon {
    /** What {@link #longest} returns where no entry starts. */
    static final int NONE = -1;

    private static final int PREFIX = 0;
    private static final int MAX_WORDS = 6;
    private static final int WEIGHT_OFFSET = 8;
    private static final int MOVEMENT = 1 << 8;
    private static final int BURDEN = 1 << 9;
    private static final int PROMOTION = 1 << 10;
    private static final int WORDS_SHIFT = 16;

    private final LongIntMap paths = new LongIntMap(8192);
    /** By the hash of an entry's first word, whether phrases start with it. */
    private final Map<Long, Boolean> firstWords = new HashMap<>();

    /** Takes a word that entries start with. */
    interface FirstWordSink {
        /**
         * @param code what {@link #weight}, {@link #isMovement} and {@link #isBurden} read, if the word is an entry by itself;
         *     else 0
         * @param phrase whether entries of several words start with it
         */
        void accept(long hash, int code, boolean phrase);
    }

    private Lexicon() {
        for (String line : DirectoryFile.lines("lexicon.txt")) {
            int colon = line.indexOf(':');
            String head = line.substring(0, colon);
            int flags = flags(head.charAt(head.length() - 1));
            int weight = Integer.parseInt(flags == 0 ? head : head.substring(0, head.length() - 1));
            for (String entry : line.substring(colon + 1).split(",")) {
                add(hashes(entry.strip()), weight + WEIGHT_OFFSET | flags);
            }
        }
        add(new long[] {Tokenizer.PERCENT_UP}, 2 + WEIGHT_OFFSET | MOVEMENT);
        add(new long[] {Tokenizer.PERCENT_DOWN}, -2 + WEIGHT_OFFSET | MOVEMENT);
        add(new long[] {Tokenizer.SMILE}, 1 + WEIGHT_OFFSET);
        add(new long[] {Tokenizer.FROWN}, -2 + WEIGHT_OFFSET);
    }

    private static int flags(char sign) {
        return switch (sign) {
            case '^' -> MOVEMENT;
            case '!' -> BURDEN;
            case '$' -> PROMOTION;
            default -> 0;
        };
    }

    /** The lexicon that comes with Tickvox; read once. */
    static Lexicon shipped() {
        return Shipped.LEXICON;
    }

    /** The words that entries start with. */
    void forEachFirstWord(FirstWordSink sink) {
        firstWords.forEach((hash, phrase) -> sink.accept(hash, Math.max(0, paths.get(Hash.pair(0, hash))), phrase));
    }

    private static long[] hashes(String entry) {
        List<Long> hashes = new ArrayList<>();
        for (String word : entry.split(" ")) {
            boolean letters = word.codePoints().allMatch(c -> c < 0x80);
            hashes.add(letters ? Hash.word(word) : Hash.mix(word.codePointAt(0)));
        }
        return hashes.stream().mapToLong(Long::longValue).toArray();
    }

    private void add(long[] words, int code) {
        if (words.length > MAX_WORDS) {
            throw new IllegalStateException("Invalid entry of the lexicon: expected at most " + MAX_WORDS + " words");
        }
        firstWords.merge(words[0], words.length > 1, Boolean::logicalOr);
        long path = 0;
        for (int i = 0; i < words.length; i++) {
            path = Hash.pair(path, words[i]);
            if (i == words.length - 1) {
                paths.put(path, code);
            } else if (paths.get(path) < 0) {
                paths.put(path, PREFIX);
            }
        }
    }

    /** The longest entry that starts at {@code token}, to be read with the functions below; {@link #NONE} if none does. */
    int longest(Tokens tokens, int token) {
        int classes = tokens.classes[token];
        int code = WordClass.code(classes);
        int found = code == 0 ? NONE : 1 << WORDS_SHIFT | code;
        if ((classes & WordClass.PHRASE) == 0) {
            return found;
        }
        long path = Hash.pair(0, tokens.hash[token]);
        for (int i = token + 1; i < tokens.count && tokens.kind[i] != Tokens.CASHTAG; i++) {
            if (tokens.is(i, Tokens.BREAK)) {
                break;
            }
            path = Hash.pair(path, tokens.hash[i]);
            int value = paths.get(path);
            if (value < 0) {
                break;
            }
            if (value > PREFIX) {
                found = (i + 1 - token) << WORDS_SHIFT | value;
            }
        }
        return found;
    }

    static int words(int match) {
        return match >>> WORDS_SHIFT;
    }

    /** −3 (bearish) .. 3 (bullish); 0 for what tells that no direction is meant. */
    static int weight(int match) {
        return (match & 0xFF) - WEIGHT_OFFSET;
    }

    static boolean isMovement(int match) {
        return (match & MOVEMENT) != 0;
    }

    static boolean isBurden(int match) {
        return (match & BURDEN) != 0;
    }

    static boolean isPromotion(int match) {
        return (match & PROMOTION) != 0;
    }

    private static final class Shipped {
        static final Lexicon LEXICON = new Lexicon();
    }
}
