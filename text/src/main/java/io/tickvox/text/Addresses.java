package io.tickvox.text;

/** Finds the addresses of web pages in a text of which the characters and their {@link Octets} are at hand. */
final class Addresses {
    /** Four characters as {@link Octets} reads them. */
    private static final int HTTP = 'h' | 't' << 8 | 't' << 16 | 'p' << 24;

    private static final int WWW = 'w' | 'w' << 8 | 'w' << 16 | '.' << 24;

    private Addresses() {}

    /** Whether an address starts at {@code at}. */
    static boolean startsAt(byte[] octets, char[] text, int length, int at) {
        int four = (int) (Octets.at(octets, at) | Octets.CASE);
        return four == HTTP
                ? starts("http://", text, length, at) || starts("https://", text, length, at)
                : four == WWW && text[at] == 'w' && starts("www.", text, length, at);
    }

    private static boolean starts(String prefix, char[] text, int length, int at) {
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

    /** The end of the address at {@code at}. */
    static int end(byte[] octets, char[] text, int length, int at) {
        int end = at;
        while (end < length) {
            int bits = Octets.bitsBefore(Octets.endsOfAddress(Octets.at(octets, end)));
            end += bits >>> 3;
            if (bits < Long.SIZE) {
                if (octets[end] != Octets.WIDE || CharClass.of(text[end]) == CharClass.SPACE || text[end] == '\u2026') {
                    break;
                }
                end++;
            }
        }
        return end;
    }

    /** Whether a dollar sign stands from {@code from} to {@code to}. */
    static boolean isPriced(byte[] octets, int from, int to) {
        boolean priced = false;
        for (int i = from; i < to; i += Long.BYTES) {
            int bits = Math.min(to - i, Long.BYTES) * Byte.SIZE;
            long read = Octets.at(octets, i);
            priced |= Octets.holds(bits == Long.SIZE ? read : read & (1L << bits) - 1, '$');
        }
        return priced;
    }
}
