package io.tickvox.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds cashtags as X does: a {@code $}, one to six ASCII letters, optionally a dot or an underscore and one or two more
 * letters.
 *
 * <p>What stands before the {@code $} must be the text's start, white space or an opening parenthesis; what follows the
 * symbol must be the text's end, ASCII white space or ASCII punctuation. So {@code U$D}, {@code US$5}, {@code A$AP} and
 * the cut-off {@code $AAP…} hold none. Raw text as the API sends it is expected: HTML entities are not decoded, and their
 * {@code &} is punctuation like any other.
 */
public final class Cashtags {
    /** What {@link #next} returns where there is no further cashtag. */
    public static final long NONE = -1;

    private static final int MAX_SYMBOL = 6;
    private static final int MAX_SUFFIX = 2;

    private Cashtags() {}

    /** All distinct cashtags, upper case, without {@code $}, in order of first appearance. */
    public static List<String> of(String text) {
        List<String> symbols = null;
        for (long at = next(text, 0); at != NONE; at = next(text, end(at))) {
            String symbol = text.substring(start(at) + 1, end(at)).toUpperCase(Locale.ROOT);
            if (symbols == null) {
                symbols = new ArrayList<>(4);
            }
            if (!symbols.contains(symbol)) {
                symbols.add(symbol);
            }
        }
        return symbols == null ? List.of() : symbols;
    }

    /**
     * The first cashtag whose {@code $} stands at or after {@code from}.
     *
     * @return its span, to be read with {@link #start} and {@link #end}; {@link #NONE} if there is none
     */
    public static long next(String text, int from) {
        for (int i = text.indexOf('$', from); i >= 0; i = text.indexOf('$', i + 1)) {
            if (i == 0 || mayPrecede(text.charAt(i - 1))) {
                int end = endOfSymbol(text, i + 1);
                if (end > 0) {
                    return ((long) i << 32) | end;
                }
            }
        }
        return NONE;
    }

    /** Where the {@code $} stands, in UTF-16 units. */
    public static int start(long span) {
        return (int) (span >>> 32);
    }

    /** Where the symbol ends, exclusive, in UTF-16 units. */
    public static int end(long span) {
        return (int) span;
    }

    /** The end of the longest symbol that starts at {@code start} and is properly followed; 0 if there is none. */
    static int endOfSymbol(String text, int start) {
        int length = text.length();
        int end = start;
        while (end < length && end - start < MAX_SYMBOL && isLetter(text.charAt(end))) {
            end++;
        }
        if (end == start) {
            return 0;
        }
        if (end < length && (text.charAt(end) == '.' || text.charAt(end) == '_')) {
            int suffix = end + 1;
            while (suffix < length && suffix - end <= MAX_SUFFIX && isLetter(text.charAt(suffix))) {
                suffix++;
            }
            if (suffix > end + 1 && (suffix == length || mayFollow(text.charAt(suffix)))) {
                return suffix;
            }
        }
        return end == length || mayFollow(text.charAt(end)) ? end : 0;
    }

    /** Unicode white space and marks of direction as X takes them, and the opening parenthesis. */
    static boolean mayPrecede(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        if (c < 0x80) {
            return c == '(';
        }
        return c == 0x85
                || c == 0xA0
                || c == 0x1680
                || c == 0x180E
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x2028 && c <= 0x202F)
                || c == 0x205F
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x3000;
    }

    private static boolean mayFollow(char c) {
        return c <= ' ' ? c == ' ' || (c >= '\t' && c <= '\r') : c < 0x7F && !isLetter(c) && !(c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
