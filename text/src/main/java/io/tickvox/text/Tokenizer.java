package io.tickvox.text;

import static io.tickvox.text.CharClass.DIGIT;
import static io.tickvox.text.CharClass.LETTER;
import static io.tickvox.text.CharClass.SPACE;

/**
 * Splits a text into words, numbers, cashtags, hashtags, mentions, addresses, pictures and marks in one pass.
 *
 * <p>Words are folded: lower case, full-width forms and letters of a mathematical style to ASCII, apostrophes dropped, a
 * possessive {@code 's} cut, three or more equal letters in a row taken as two, dotted initials ({@code U.S.}) joined.
 * {@code AT&T} is one word, with or without {@code &amp;}; {@code Coca-Cola} is two. Numbers are reduced to their kind: sign,
 * percent, price, magnitude.
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
    private static final int STEM_BITS = STEM_LETTERS * Byte.SIZE;
    /** The place of the bit that tells lower from upper case. */
    private static final int CASE_SHIFT = 5;

    private static final long STEM = (1L << STEM_BITS) - 1;

    private final Tokens tokens;
    private final Hash.OfWord wordHash = new Hash.OfWord();
    private final Hash.OfWord stemHash = new Hash.OfWord();
    /** The characters of {@link #tokens}: the text, and one more that is white space. */
    private char[] text = {};
    /** The same, beyond ASCII {@link Octets#WIDE}, and zeros to the end of what is read. */
    private byte[] octets = {};

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
        octets = tokens.octets;
        length = tokens.length;
        at = 0;
        pending = 0;
        while (at < length) {
            at += octets[at] == ' ' ? 1 : 0;
            byte octet = octets[at];
            switch (octet >= 0 ? CharClass.ofAscii(octet) : CharClass.of(text[at])) {
                case SPACE -> {
                    pending |= octet == '\n' ? Tokens.BREAK : 0;
                    at++;
                }
                case LETTER -> {
                    if (Addresses.startsAt(octets, text, length, at)) {
                        address();
                    } else {
                        word(Tokens.WORD, at);
                    }
                }
                case DIGIT -> number(at, '\0', false);
                case CharClass.STOP -> stop(text[at]);
                case CharClass.BAR -> {
                    cut(text[at]);
                    pending |= Tokens.BREAK;
                    at++;
                }
                case CharClass.PICTURE -> picture();
                default -> sign(text[at]);
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
        if (at == 0 || octets[at - 1] == ' ' || Cashtags.mayPrecede(text[at - 1])) {
            long letters = Octets.at(octets, at + 1);
            int bits = Octets.bitsBefore(Octets.notLetters(letters));
            int end = at + 1 + (bits >>> 3);
            if (bits > 0 && bits <= Cashtags.MAX_SYMBOL * Byte.SIZE && (end == length || octets[end] == ' ')) {
                tokens.cashtagFollows();
                emit(Tokens.CASHTAG, at, end, Hash.ofChunk((letters | Octets.CASE) & (1L << bits) - 1), 0);
                return;
            }
            end = bits == 0 ? 0 : Cashtags.endOfSymbol(text, length, at + 1);
            if (end > 0) {
                tokens.cashtagFollows();
                emit(Tokens.CASHTAG, at, end, hash(at + 1, end), 0);
                return;
            }
        }
        if (startsNumber(at + 1)) {
            number(at, '\0', true);
        } else {
            at++;
        }
    }

    /** The hash of the characters from {@code from} to {@code to} in lower case. */
    private long hash(int from, int to) {
        wordHash.clear();
        for (int i = from; i < to; i++) {
            wordHash.add(CharClass.lower(text[i]));
        }
        return wordHash.value();
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
            emit(Tokens.NUMBER, from, end, Hash.pair(sign, hash(letters, end)), 0);
        }
    }

    private static long bySign(char sign, long none, long plus, long minus) {
        return sign == '\0' ? none : sign == '+' ? plus : minus;
    }

    /** Reads the word at {@link #at}: here if it is of ASCII letters and digits alone, else in {@link #oddWord}. */
    private void word(byte kind, int from) {
        byte[] all = octets;
        int start = at;
        long read = Octets.at(all, start);
        int bits = Octets.bitsBefore(Octets.notAlphanumeric(read));
        if (bits == 0) {
            oddWord(kind, from);
            return;
        }
        if (bits == Long.SIZE) {
            longWord(kind, from, read);
            return;
        }
        int end = start + (bits >>> 3);
        long mask = (1L << bits) - 1;
        long folded = (read | Octets.CASE) & mask;
        byte next = all[end];
        if ((next != ' ' && mayGoOn(next, end)) || Octets.isElongated(folded, mask)) {
            oddWord(kind, from);
            return;
        }
        pending |= letterCase(read, Octets.lowerCase(read) & mask);
        // No branch: whether a word has a stem is hard to foretell.
        long stem = Hash.ofStem(folded & STEM) & (long) (STEM_BITS - bits) >> Long.SIZE - 1;
        emit(kind, from, end, Hash.ofChunk(folded), stem);
    }

    /** Reads the word at {@link #at}, whose first eight characters, {@code first}, are ASCII letters and digits. */
    private void longWord(byte kind, int from, long first) {
        long hash = Hash.SEED;
        boolean elongated = false;
        long lowerCase = 0;
        int i = at;
        long read = first;
        int bits = Long.SIZE;
        while (bits == Long.SIZE) {
            long folded = read | Octets.CASE;
            hash = Hash.absorb(hash, folded);
            lowerCase |= Octets.lowerCase(read);
            elongated |= Octets.isElongated(folded, -1)
                    || (i > at && Octets.isElongated(Octets.at(octets, i - 2) | Octets.CASE, -1));
            i += Long.BYTES;
            read = Octets.at(octets, i);
            bits = Octets.bitsBefore(Octets.notAlphanumeric(read));
        }
        if (bits > 0) {
            long mask = (1L << bits) - 1;
            hash = Hash.absorb(hash, (read | Octets.CASE) & mask);
            lowerCase |= Octets.lowerCase(read) & mask;
            elongated |= Octets.isElongated((read | Octets.CASE) & mask, mask)
                    || Octets.isElongated(Octets.at(octets, i - 2) | Octets.CASE, (mask << 16) | 0xFFFF);
            i += bits >>> 3;
        }
        if (elongated || mayGoOn(octets[i], i)) {
            oddWord(kind, from);
            return;
        }
        pending |= letterCase(first, lowerCase);
        emit(kind, from, i, Hash.finish(hash), Hash.ofStem((first | Octets.CASE) & STEM));
    }

    /** The flags of a word that starts with the letter in the lowest octet of {@code first}, by its letters of lower case. */
    private static int letterCase(long first, long lowerCase) {
        int capital = (int) ~first >>> CASE_SHIFT & 1;
        int upper = capital & (int) ((lowerCase - 1 & ~lowerCase) >>> Long.SIZE - 1);
        return capital * Tokens.CAPITAL + upper * Tokens.UPPER;
    }

    /** Whether a word may go on, or a possessive follow, at {@code i}, where {@code c} stands. */
    private boolean mayGoOn(byte c, int i) {
        return c < 0 || c == '&' || c == '\'' || (c == '.' && CharClass.of(text[i + 1]) == LETTER);
    }

    private void oddWord(byte kind, int from) {
        Hash.OfWord hash = wordHash;
        Hash.OfWord stem = stemHash;
        hash.clear();
        stem.clear();
        int letters = 0;
        char last = 0;
        char beforeLast = 0;
        boolean allUpper = true;
        char[] chars = text;
        int start = at;
        int i = start;
        while (true) {
            char c = chars[i];
            byte type = CharClass.of(c);
            if (type == LETTER || type == DIGIT) {
                char lower = CharClass.lower(c);
                allUpper &= c < 0x80 ? c <= 'Z' : CharClass.isUpper(c);
                if (lower != last || lower != beforeLast || lower <= '9') {
                    hash.add(lower);
                    if (++letters <= STEM_LETTERS) {
                        stem.add(lower);
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
                    hash.add('&');
                    if (++letters <= STEM_LETTERS) {
                        stem.add('&');
                    }
                    last = 0;
                }
                i += Math.abs(joined);
            }
        }
        int flags = (CharClass.isUpper(chars[start]) ? Tokens.CAPITAL : 0) | (allUpper ? Tokens.UPPER : 0);
        int end = i;
        pending |= flags;
        emit(kind, from, end, hash.value(), letters > STEM_LETTERS ? stem.stem() : 0);
        skipPossessive();
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

    private void address() {
        int end = Addresses.end(octets, text, length, at);
        tokens.pricedAddress |= Addresses.isPriced(octets, at, end);
        emit(Tokens.URL, at, end, ADDRESS, 0);
    }

    private void picture() {
        int codePoint = Character.codePointAt(text, at, length);
        int width = Character.charCount(codePoint);
        if (CharClass.ofStyled(codePoint) != 0) {
            styledWord();
        } else if (Character.isLetter(codePoint)) {
            emit(Tokens.WORD, at, at + width, Hash.mix(codePoint), 0);
        } else if (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF) {
            at += width;
        } else {
            emit(Tokens.PICTURE, at, at + width, Hash.mix(codePoint), 0);
        }
    }

    /** Reads the letters of a mathematical style at {@link #at}, each of two units, as the word that they spell. */
    private void styledWord() {
        wordHash.clear();
        stemHash.clear();
        int i = at;
        int letters = 0;
        boolean allUpper = true;
        for (char c = styled(i); c != 0; c = styled(i)) {
            char lower = CharClass.lower(c);
            allUpper &= c != lower;
            wordHash.add(lower);
            if (++letters <= STEM_LETTERS) {
                stemHash.add(lower);
            }
            i += 2;
        }
        pending |= (styled(at) <= 'Z' ? Tokens.CAPITAL : 0) | (allUpper ? Tokens.UPPER : 0);
        emit(Tokens.WORD, at, i, wordHash.value(), letters > STEM_LETTERS ? stemHash.stem() : 0);
    }

    /** The letter that {@link CharClass#ofStyled} finds at {@code i}. */
    private char styled(int i) {
        return i < length ? CharClass.ofStyled(Character.codePointAt(text, i, length)) : 0;
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
