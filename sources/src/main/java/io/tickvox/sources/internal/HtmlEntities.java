package io.tickvox.sources.internal;

/**
 * Decodes the character references that networks escape text with: those of XML, the no-break space, and numeric ones.
 * Decodes once, so that an escaped reference becomes the reference that the author typed. What is no reference stays.
 */
public final class HtmlEntities {
    /** Longest reference, in characters from its ampersand to before its semicolon. */
    private static final int LONGEST = 10;

    private HtmlEntities() {}

    public static String decode(String text) {
        int ampersand = text.indexOf('&');
        if (ampersand < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int done = 0;
        while (ampersand >= 0) {
            int semicolon = semicolon(text, ampersand);
            int character = semicolon < 0 ? -1 : character(text.substring(ampersand + 1, semicolon));
            if (character >= 0) {
                decoded.append(text, done, ampersand).appendCodePoint(character);
                done = semicolon + 1;
            }
            ampersand = text.indexOf('&', ampersand + 1);
        }
        return decoded.append(text, done, text.length()).toString();
    }

    private static int semicolon(String text, int ampersand) {
        int end = Math.min(text.length(), ampersand + LONGEST + 1);
        for (int i = ampersand + 1; i < end; i++) {
            if (text.charAt(i) == ';') {
                return i;
            }
        }
        return -1;
    }

    private static int character(String name) {
        return switch (name) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "nbsp" -> '\u00a0';
            default -> name.startsWith("#") ? number(name) : -1;
        };
    }

    /** Code point of {@code #65} or {@code #x41}; -1 if that is no character of text. */
    private static int number(String name) {
        boolean hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
        int radix = hex ? 16 : 10;
        int value = 0;
        int first = hex ? 2 : 1;
        for (int i = first; i < name.length(); i++) {
            int digit = name.charAt(i) < 0x80 ? Character.digit(name.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = Math.min(value * radix + digit, Character.MAX_CODE_POINT + 1);
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return first == name.length() || value == 0 || surrogate || value > Character.MAX_CODE_POINT ? -1 : value;
    }
}
