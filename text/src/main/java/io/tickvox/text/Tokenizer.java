package io.tickvox.text;

import static io.tickvox.text.CharClass.DIGIT;
import static io.tickvox.text.CharClass.LETTER;
import static io.tickvox.text.CharClass.SPACE;

/**
 * Splits a text into words, numbers, cashtags, hashtags, mentions, addresses, pictures and marks in one pass.
 *
 * <p>Words are folded: lower case, full-width forms to ASCII, apostrophes dropped, a possessive {@code 's} cut, three or
 * more equal letters in a row taken as two, dotted initials ({@code U.S.}) joined. {@code AT&T} is one word, with or without
 * {@code &amp;}; {@code Coca-Cola} is two. Numbers are reduced to their kind: sign, percent, price, magnitude.
 */
final class Tokenizer {
    static final long NUMBER_PLAIN = Hash.mix(101);
    static final long NUMBER_UP = Hash.mix(102);
    static final long NUMBER_DOWN = Hash.mix(103);
    static final long PERCENT = Hash.mix(104);
    static final long PERCENT_UP = Hash.mix(105);
    static final long PERCENT_DOWN = Hash.mix(106);
    static final long PRICE = Hash.mix(107);
    static final long PRICE_LARGE = Hash.mix(108);
    static final long NUMBER_LARGE = Hash.mix(109);
    static final long EXCLAMATION = Hash.mix(110);
    static final long QUESTION = Hash.mix(111);
    static final long SMILE = Hash.mix(112);
    static final long FROWN = Hash.mix(113);
    static final long ADDRESS = Hash.mix(114);
    static final long MENTIONED = Hash.mix(115);

    private static final int STEM_LETTERS = 5;

    private final Tokens tokens;
    /** The characters of {@link #tokens}: the text, and one more that is white space. */
    private char[] text = {};

    private int length;
    private int at;
    private int pending;

    /** A tokenizer that adds to {@code tokens}. */
    Tokenizer(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Adds the tokens of the text whose characters are in the tokens already. */
    void run() {
        text = tokens.chars;
        length = tokens.length;
        at = 0;
        pending = 0;
        while (at < length) {
            char c = text[at];
            if (c == ' ') {
                at++;
                continue;
            }
            switch (CharClass.of(c)) {
                case SPACE -> {
                    if (c == '\n') {
                        pending |= Tokens.BREAK;
                    }
                    at++;
                }
                case LETTER -> {
                    if (isAddress()) {
                        address();
                    } else {
                        word(Tokens.WORD, at);
                    }
                }
                case DIGIT -> number(at, '\0', false);
                case CharClass.STOP -> stop(c);
                case CharClass.BAR -> {
                    cut(c);
                    pending |= Tokens.BREAK;
                    at++;
                }
                case CharClass.PICTURE -> picture();
                default -> sign(c);
            }
        }
    }

    private void stop(char c) {
        int next = at + 1;
        if (c == ':' && next < length && (text[next] == ')' || text[next] == '(' || text[next] == '-')) {
            int mouth = text[next] == '-' ? next + 1 : next;
            if (mouth < length && (text[mouth] == ')' || text[mouth] == '(')) {
                emit(Tokens.MARK, at, mouth + 1, text[mouth] == ')' ? SMILE : FROWN, 0);
                return;
            }
        }
        if (c == '.' && next < length && CharClass.of(text[next]) == DIGIT) {
            number(at, '\0', false);
            return;
        }
        if (c == '.' && next + 1 < length && text[next] == '.' && text[next + 1] == '.') {
            cut('\u2026');
            pending |= Tokens.BREAK;
            at += 3;
            return;
        }
        if (next >= length || CharClass.of(text[next]) != LETTER) {
            pending |= Tokens.BREAK;
        }
        at++;
    }

    private void cut(char c) {
        if (c == '\u2026' && tokens.count > 0 && tokens.end[tokens.count - 1] == at) {
            tokens.flags[tokens.count - 1] |= Tokens.CUT;
        }
    }

    private void sign(char c) {
        int next = at + 1;
        switch (c) {
            case '$' -> dollar();
            case '+', '-' -> {
                if (startsNumber(next)) {
                    number(at, c, false);
                } else {
                    boolean dash = at > 0 && text[at - 1] == ' ' && next < length && text[next] == ' ';
                    pending |= dash ? Tokens.BREAK : 0;
                    at++;
                }
            }
            case '@' -> {
                if (next < length && isHandle(text[next])) {
                    int end = next;
                    while (end < length && isHandle(text[end])) {
                        end++;
                    }
                    emit(Tokens.MENTION, at, end, MENTIONED, 0);
                } else {
                    at++;
                }
            }
            case '#' -> {
                if (next < length && CharClass.of(text[next]) == LETTER) {
                    int hash = at;
                    at = next;
                    word(Tokens.HASHTAG, hash);
                } else {
                    at++;
                }
            }
            case '!', '?' -> {
                int end = next;
                while (end < length && (text[end] == '!' || text[end] == '?')) {
                    end++;
                }
                tokens.asks |= c == '?';
                emit(Tokens.MARK, at, end, c == '!' ? EXCLAMATION : QUESTION, 0);
                pending |= Tokens.BREAK;
            }
            case '(', '[' -> {
                pending |= Tokens.OPENED;
                at++;
            }
            case '&' -> {
                int entity = Entities.read(text, at, length);
                at += entity == Entities.NONE ? 1 : entity >>> 16;
            }
            default -> at++;
        }
    }

    private void dollar() {
        if (at == 0 || Cashtags.mayPrecede(text[at - 1])) {
            int end = Cashtags.endOfSymbol(text, length, at + 1);
            if (end > 0) {
                long hash = Hash.SEED;
                for (int i = at + 1; i < end; i++) {
                    hash = Hash.step(hash, CharClass.lower(text[i]));
                }
                emit(Tokens.CASHTAG, at, end, Hash.mix(hash), 0);
                return;
            }
        }
        if (startsNumber(at + 1)) {
            number(at, '\0', true);
        } else {
            at++;
        }
    }

    private boolean startsNumber(int i) {
        return i < length
                && (CharClass.of(text[i]) == DIGIT
                        || ((text[i] == '.' || text[i] == '$')
                                && i + 1 < length
                                && CharClass.of(text[i + 1]) == DIGIT));
    }

    private void number(int from, char sign, boolean price) {
        boolean isPrice = price;
        int i = from + (sign == '\0' ? 0 : 1);
        while (i < length && (text[i] == '$' || text[i] == '.')) {
            isPrice |= text[i] == '$';
            i++;
        }
        while (i < length
                && (CharClass.of(text[i]) == DIGIT
                        || ((text[i] == '.' || text[i] == ',')
                                && i + 1 < length
                                && CharClass.of(text[i + 1]) == DIGIT))) {
            i++;
        }
        boolean percent = i < length && text[i] == '%';
        if (percent) {
            i++;
        } else if (i < length && CharClass.of(text[i]) == LETTER) {
            suffixed(from, i, sign, isPrice);
            return;
        }
        long hash = percent
                ? bySign(sign, PERCENT, PERCENT_UP, PERCENT_DOWN)
                : isPrice ? PRICE : bySign(sign, NUMBER_PLAIN, NUMBER_UP, NUMBER_DOWN);
        emit(Tokens.NUMBER, from, i, hash, 0);
    }

    /** A number with letters: an amount ({@code 10k}, {@code $3.5bn}), or a word of its own ({@code 4th}, {@code 52wk}). */
    private void suffixed(int from, int letters, char sign, boolean price) {
        char unit = CharClass.lower(text[letters]);
        int end = letters;
        while (end < length && (CharClass.of(text[end]) == LETTER || CharClass.of(text[end]) == DIGIT)) {
            end++;
        }
        if (end - letters <= 2 && (unit == 'k' || unit == 'm' || unit == 'b')) {
            emit(Tokens.NUMBER, from, end, price ? PRICE_LARGE : NUMBER_LARGE, 0);
        } else {
            long hash = Hash.step(Hash.SEED, sign);
            for (int i = letters; i < end; i++) {
                hash = Hash.step(hash, CharClass.lower(text[i]));
            }
            emit(Tokens.NUMBER, from, end, Hash.mix(hash), 0);
        }
    }

    private static long bySign(char sign, long none, long plus, long minus) {
        return sign == '\0' ? none : sign == '+' ? plus : minus;
    }

    /** Reads the word at {@link #at}: here if it is of ASCII letters and digits alone, else in {@link #oddWord}. */
    private void word(byte kind, int from) {
        char[] chars = text;
        char[] folded = CharClass.FOLDED;
        int start = at;
        int stemmed = start + STEM_LETTERS;
        int i = start;
        char c = chars[i];
        long hash = Hash.SEED;
        long stem = 0;
        char last = 0;
        while (c < 0x80) {
            char lower = folded[c];
            if (lower == 0) {
                break;
            }
            if (lower == last && i >= start + 2 && CharClass.lower(chars[i - 2]) == lower) {
                oddWord(kind, from);
                return;
            }
            hash = Hash.step(hash, lower);
            last = lower;
            c = chars[++i];
            if (i == stemmed) {
                stem = hash;
            }
        }
        if (c != ' ' && mayGoOn(c, i)) {
            oddWord(kind, from);
            return;
        }
        if (chars[start] <= 'Z') {
            pending |= isUpper(start + 1, i) ? Tokens.CAPITAL | Tokens.UPPER : Tokens.CAPITAL;
        }
        emit(kind, from, i, Hash.mix(hash), i > stemmed ? Hash.mix(stem) : 0);
    }

    /** Whether a word may go on, or a possessive follow, at {@code i}, where {@code c} stands. */
    private boolean mayGoOn(char c, int i) {
        return c >= 0x80 || c == '&' || c == '\'' || (c == '.' && CharClass.of(text[i + 1]) == LETTER);
    }

    private boolean isUpper(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] > 'Z') {
                return false;
            }
        }
        return true;
    }

    private void oddWord(byte kind, int from) {
        long hash = Hash.SEED;
        long stem = 0;
        int letters = 0;
        char last = 0;
        char beforeLast = 0;
        boolean allUpper = true;
        char[] chars = text;
        int start = at;
        int i = start;
        while (true) {
            char c = chars[i];
            char lower = c < 0x80 ? CharClass.FOLDED[c] : foldedWide(c);
            if (lower != 0) {
                allUpper &= c < 0x80 ? c <= 'Z' : CharClass.isUpper(c);
                if (lower != last || lower != beforeLast || lower <= '9') {
                    hash = Hash.step(hash, lower);
                    if (++letters == STEM_LETTERS) {
                        stem = hash;
                    }
                }
                beforeLast = last;
                last = lower;
                i++;
            } else if (c <= ' ') {
                break;
            } else {
                int joined = join(i, start, letters, kind);
                if (joined == 0) {
                    break;
                }
                if (joined < 0) {
                    hash = Hash.step(hash, '&');
                    letters++;
                    last = 0;
                }
                i += Math.abs(joined);
            }
        }
        int flags = (CharClass.isUpper(chars[start]) ? Tokens.CAPITAL : 0) | (allUpper ? Tokens.UPPER : 0);
        int end = i;
        pending |= flags;
        emit(kind, from, end, Hash.mix(hash), letters > STEM_LETTERS ? Hash.mix(stem) : 0);
        skipPossessive();
    }

    /** The lower case of a letter or digit beyond ASCII; 0 for any other character. */
    private static char foldedWide(char c) {
        byte type = CharClass.of(c);
        return type == LETTER || type == DIGIT ? CharClass.lower(c) : 0;
    }

    /** How many units at {@code i} join the letters on both sides into one word, negative for an ampersand; 0 if none do. */
    private int join(int i, int start, int letters, byte kind) {
        if (kind == Tokens.HASHTAG) {
            return 0;
        }
        char c = text[i];
        int width = 1;
        if (c == '&') {
            int entity = Entities.read(text, i, length);
            if (entity != Entities.NONE) {
                c = (char) entity;
                width = entity >>> 16;
            }
        }
        int next = i + width;
        if (next >= length || CharClass.of(text[next]) != LETTER) {
            return 0;
        }
        if (CharClass.isApostrophe(c)) {
            return isPossessive(next) ? 0 : width;
        }
        if (c == '&') {
            return CharClass.isUpper(text[i - 1]) && CharClass.isUpper(text[next]) ? -width : 0;
        }
        boolean dotted = c == '.' && (next + 1 >= length || CharClass.of(text[next + 1]) != LETTER);
        return dotted && (letters == 1 || (i - start >= 3 && text[i - 2] == '.')) ? 1 : 0;
    }

    private boolean isPossessive(int i) {
        return (text[i] == 's' || text[i] == 'S')
                && (i + 1 >= length || (CharClass.of(text[i + 1]) != LETTER && CharClass.of(text[i + 1]) != DIGIT));
    }

    private void skipPossessive() {
        if (text[at] <= ' ') {
            return;
        }
        int width = CharClass.isApostrophe(text[at]) ? 1 : 0;
        if (text[at] == '&') {
            int entity = Entities.read(text, at, length);
            width = entity != Entities.NONE && CharClass.isApostrophe((char) entity) ? entity >>> 16 : 0;
        }
        if (width > 0 && at + width < length && isPossessive(at + width)) {
            at += width + 1;
        }
    }

    private boolean isAddress() {
        char c = text[at];
        return ((c == 'h' || c == 'H') && (starts("http://") || starts("https://"))) || (c == 'w' && starts("www."));
    }

    private boolean starts(String prefix) {
        if (at + prefix.length() > length) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (CharClass.lower(text[at + i]) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void address() {
        int end = at;
        while (end < length && CharClass.of(text[end]) != SPACE && text[end] != '"' && text[end] != '\u2026') {
            tokens.pricedAddress |= text[end] == '$';
            end++;
        }
        emit(Tokens.URL, at, end, ADDRESS, 0);
    }

    private void picture() {
        int codePoint = Character.codePointAt(text, at, length);
        int width = Character.charCount(codePoint);
        if (Character.isLetter(codePoint)) {
            emit(Tokens.WORD, at, at + width, Hash.mix(codePoint), 0);
        } else if (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF) {
            at += width;
        } else {
            emit(Tokens.PICTURE, at, at + width, Hash.mix(codePoint), 0);
        }
    }

    private static boolean isHandle(char c) {
        return c == '_' || (c < 0x80 && (CharClass.of(c) == LETTER || CharClass.of(c) == DIGIT));
    }

    private void emit(byte kind, int from, int end, long hash, long stem) {
        tokens.add(kind, pending, from, end, hash, stem);
        pending = 0;
        at = end;
    }
}
