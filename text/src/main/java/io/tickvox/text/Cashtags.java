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

    private static final int SCANNED = 8;
    /** The most letters of a symbol, what may follow after a dot aside. */
    static final int MAX_SYMBOL = 6;

    private static final int MAX_SUFFIX = 2;
    /** More characters than a symbol and what follows it take. */
    private static final int REACH = 12;

    private Cashtags() {}

    /** What {@link #of(String)} gives, taken from the tokens of the text, after it was linked. */
    static List<String> of(String text, Tokens tokens) {
        int count = tokens.kinds[Tokens.CASHTAG];
        if (tokens.pricedAddress) {
            return of(text);
        }
        if (count == 0) {
            return List.of();
        }
        String[] symbols = new String[count];
        int size = 0;
        LongIntMap seen = count > SCANNED ? new LongIntMap(count) : null;
        for (int i = 0; i < count; i++) {
            int token = tokens.cashtags[i];
            if (seen == null ? isFirst(tokens, i) : seen.add(tokens.hash[token])) {
                String symbol = tokens.symbol(i);
                symbols[size++] = symbol != null
                        ? symbol
                        : text.substring(tokens.start[token] + 1, tokens.end[token])
                                .toUpperCase(Locale.ROOT);
            }
        }
        return Few.of(symbols, size);
    }

    private static boolean isFirst(Tokens tokens, int cashtag) {
        long hash = tokens.hash[tokens.cashtags[cashtag]];
        for (int i = 0; i < cashtag; i++) {
            if (tokens.hash[tokens.cashtags[i]] == hash) {
                return false;
            }
        }
        return true;
    }

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
        int limit = Math.min(text.length(), start + REACH);
        char[] reach = new char[limit - start];
        text.getChars(start, limit, reach, 0);
        int end = endOfSymbol(reach, reach.length, 0);
        return end == 0 ? 0 : start + end;
    }

    /** The same in the first {@code length} characters of {@code text}. */
    static int endOfSymbol(char[] text, int length, int start) {
        int limit = Math.min(length, start + MAX_SYMBOL);
        int end = start;
        while (end < limit && isLetter(text[end])) {
            end++;
        }
        if (end == start) {
            return 0;
        }
        if (end < length && (text[end] == '.' || text[end] == '_')) {
            int suffix = end + 1;
            while (suffix < length && suffix - end <= MAX_SUFFIX && isLetter(text[suffix])) {
                suffix++;
            }
            if (suffix > end + 1 && (suffix == length || mayFollow(text[suffix]))) {
                return suffix;
            }
        }
        return end == length || mayFollow(text[end]) ? end : 0;
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
