package io.tickvox.text;

/** What kind of character a UTF-16 unit is, to the tokenizer. ASCII by table, the rest by its Unicode category. */
final class CharClass {
    static final byte OTHER = 0;
    static final byte SPACE = 1;
    static final byte LETTER = 2;
    static final byte DIGIT = 3;
    /** Ends a clause where white space or the text's end follows: comma, full stop, colon. */
    static final byte STOP = 4;
    /** Ends a clause wherever it stands: bar, semicolon. */
    static final byte BAR = 5;
    /** A picture or sign that stands for itself: emoji, arrows, card suits. */
    static final byte PICTURE = 6;

    private static final byte[] ASCII = new byte[0x80];
    /** The classes of all units that were asked for, each with 1 added; threads that race write the same. */
    private static final byte[] KNOWN = new byte[1 << Character.SIZE];

    /** Bold A; from there on each style has its letters of upper, then of lower case. */
    private static final int STYLED_FIRST = 0x1D400;
    /** Monospace z. */
    private static final int STYLED_LAST = 0x1D6A3;
    /** How many letters a style has. */
    private static final int STYLED = 52;

    private static final char[] LOWER = new char[0x80];

    static {
        for (char c = 0; c < 0x80; c++) {
            LOWER[c] = c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c;
            if (c <= ' ') {
                ASCII[c] = SPACE;
            } else if (LOWER[c] >= 'a' && LOWER[c] <= 'z') {
                ASCII[c] = LETTER;
            } else if (c >= '0' && c <= '9') {
                ASCII[c] = DIGIT;
            } else if (c == ',' || c == '.' || c == ':') {
                ASCII[c] = STOP;
            } else if (c == ';' || c == '|') {
                ASCII[c] = BAR;
            }
        }
    }

    private CharClass() {}

    static byte of(char c) {
        byte known = KNOWN[c];
        if (known == 0) {
            known = (byte) (1 + (c < 0x80 ? ASCII[c] : ofWide(c)));
            KNOWN[c] = known;
        }
        return (byte) (known - 1);
    }

    /** The class of a character of ASCII. */
    static byte ofAscii(byte c) {
        return ASCII[c];
    }

    static char lower(char c) {
        if (c < 0x80) {
            return LOWER[c];
        }
        if (isFullWidth(c)) {
            return lower((char) (c - 0xFEE0));
        }
        return Character.toLowerCase(c);
    }

    /** The letter of ASCII that a letter of a mathematical style stands for, as in 𝗕𝗨𝗬; 0 for any other code point. */
    static char ofStyled(int codePoint) {
        if (codePoint < STYLED_FIRST || codePoint > STYLED_LAST) {
            return 0;
        }
        int letter = (codePoint - STYLED_FIRST) % STYLED;
        return (char) (letter < STYLED / 2 ? 'A' + letter : 'a' + letter - STYLED / 2);
    }

    static boolean isUpper(char c) {
        return c < 0x80 ? c >= 'A' && c <= 'Z' : Character.isUpperCase(c);
    }

    static boolean isLetter(char c) {
        return of(c) == LETTER;
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019' || c == '\u02BC';
    }

    private static byte ofWide(char c) {
        if (isFullWidth(c)) {
            return of((char) (c - 0xFEE0));
        }
        if (Character.isSurrogate(c)) {
            return PICTURE;
        }
        if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
            return c >= 0xFE00 && c <= 0xFE0F ? OTHER : LETTER;
        }
        if (Character.isSpaceChar(c) || c == 0x85) {
            return SPACE;
        }
        if (c == '\u2026' || c == '\u2022' || c == '\u3002' || c == '\u3001' || c == '\u2014' || c == '\u00B7') {
            return BAR;
        }
        return c >= 0x2190 && c < 0x2C00 ? PICTURE : OTHER;
    }

    private static boolean isFullWidth(char c) {
        return c >= 0xFF01 && c <= 0xFF5E;
    }
}
