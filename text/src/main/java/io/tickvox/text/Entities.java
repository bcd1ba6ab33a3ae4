package io.tickvox.text;

/** Reads HTML character references of the kinds that posts hold, without allocation. */
final class Entities {
    /** What {@link #read} returns where no reference stands. */
    static final int NONE = 0;

    private static final int MAX_LENGTH = 10;

    private Entities() {}

    /**
     * The reference that starts at {@code start}, where an {@code &} stands.
     *
     * @return its length in the upper 16 bits, the UTF-16 unit it stands for in the lower; {@link #NONE} if there is none,
     *     or if it stands for more than one unit
     */
    static int read(char[] text, int start, int length) {
        int limit = Math.min(length, start + MAX_LENGTH);
        int end = start + 1;
        while (end < limit && text[end] != ';') {
            end++;
        }
        if (end >= limit || end < start + 3) {
            return NONE;
        }
        int value = text[start + 1] == '#' ? numeric(text, start + 2, end) : named(text, start + 1, end - start - 1);
        return value <= 0 || value > 0xFFFF ? NONE : ((end + 1 - start) << 16) | value;
    }

    private static int numeric(char[] text, int from, int end) {
        boolean hex = from < end && (text[from] == 'x' || text[from] == 'X');
        int value = 0;
        for (int i = hex ? from + 1 : from; i < end; i++) {
            int digit = Character.digit(text[i], hex ? 16 : 10);
            if (digit < 0) {
                return 0;
            }
            value = value * (hex ? 16 : 10) + digit;
        }
        return value;
    }

    private static int named(char[] text, int from, int length) {
        if (is(text, from, length, "amp")) {
            return '&';
        }
        if (is(text, from, length, "lt")) {
            return '<';
        }
        if (is(text, from, length, "gt")) {
            return '>';
        }
        if (is(text, from, length, "quot")) {
            return '"';
        }
        if (is(text, from, length, "apos") || is(text, from, length, "rsquo") || is(text, from, length, "lsquo")) {
            return '\'';
        }
        return is(text, from, length, "nbsp") ? ' ' : 0;
    }

    private static boolean is(char[] text, int from, int length, String name) {
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
