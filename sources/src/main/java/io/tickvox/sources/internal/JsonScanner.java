package io.tickvox.sources.internal;

import io.tickvox.model.Rejection;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over one JSON text (RFC 8259) in bytes, for a reader that wants a few of its values: objects are entered or
 * skipped, and values are marked by their offset and decoded later, if at all. Everything passed over is checked to be
 * JSON, so that a text that was walked to its end is one. The bytes must be UTF-8 (see {@link Utf8}).
 *
 * <p>All methods that move throw an {@link UnreadableException} with {@code MALFORMED} at what is no JSON, and at nesting
 * or numbers beyond the bounds that Jackson has by default.
 */
public final class JsonScanner {
    /** Instead of a field: there is no further one. */
    public static final int END = -1;

    /** Instead of a field: one that is not among the names asked for. */
    public static final int OTHER = -2;

    /** The offset of a value that is not there. */
    public static final int NONE = -1;

    private static final int MAX_DEPTH = 500;
    private static final int MAX_NUMBER = 1000;
    private static final int MAX_LONG_DIGITS = 19;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    private byte[] bytes = new byte[0];
    private int at;
    private int depth;
    private char[] buffer = new char[512];

    /** Begins with {@code json}, after its byte order mark if it has one. */
    public void reset(byte[] json) {
        bytes = json;
        boolean mark = json.length >= 3 && json[0] == (byte) 0xef && json[1] == (byte) 0xbb && json[2] == (byte) 0xbf;
        seek(mark ? 3 : 0);
    }

    /** Goes to {@code offset}, where a value must begin. */
    public void seek(int offset) {
        at = offset;
        depth = 0;
    }

    /** Where the scanner stands. */
    public int offset() {
        return at;
    }

    /** The first byte of what comes next after white space; -1 at the end. Does not pass it. */
    public int peek() {
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
                return b;
            }
            at++;
        }
        return -1;
    }

    /** Checks that nothing but white space is left. */
    public void finish() {
        if (peek() != -1) {
            throw unexpected("the end");
        }
    }

    /** Enters the object that comes next; gives its first field, an index into {@code names}, {@link #OTHER} or {@link #END}. */
    public int firstField(JsonNames names) {
        open('{', "an object");
        if (peek() == '}') {
            close();
            return END;
        }
        return name(names);
    }

    /** The field after the value that was passed last, as by {@link #firstField}. */
    public int nextField(JsonNames names) {
        return another('}') ? name(names) : END;
    }

    /** Enters the array that comes next; tells whether it has an element. */
    public boolean firstElement() {
        open('[', "an array");
        if (peek() == ']') {
            close();
            return false;
        }
        return true;
    }

    /** Whether there is an element after the one that was passed last. */
    public boolean nextElement() {
        return another(']');
    }

    /** Passes the value that comes next; gives its offset. */
    public int mark() {
        peek();
        int from = at;
        skip();
        return from;
    }

    /** Passes the value that comes next. */
    public void skip() {
        switch (peek()) {
            case '"' -> at = endOfString(at + 1) + 1;
            case '{' -> skipObject();
            case '[' -> skipArray();
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipWord("null");
            default -> skipNumber();
        }
    }

    private void skipObject() {
        open('{', "an object");
        if (peek() == '}') {
            close();
            return;
        }
        do {
            if (peek() != '"') {
                throw unexpected("a field's name");
            }
            at = endOfString(at + 1) + 1;
            colon();
            skip();
        } while (another('}'));
    }

    private void skipArray() {
        open('[', "an array");
        if (peek() == ']') {
            close();
            return;
        }
        do {
            skip();
        } while (another(']'));
    }

    private void skipWord(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at >= bytes.length || bytes[at] != word.charAt(i)) {
                throw unexpected(word);
            }
        }
    }

    private void skipNumber() {
        int from = at;
        if (at < bytes.length && bytes[at] == '-') {
            at++;
        }
        if (at < bytes.length && bytes[at] == '0') {
            at++;
        } else {
            skipDigits("a value");
        }
        if (at < bytes.length && bytes[at] == '.') {
            at++;
            skipDigits("a digit");
        }
        if (at < bytes.length && (bytes[at] | 0x20) == 'e') {
            at++;
            if (at < bytes.length && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            skipDigits("a digit");
        }
        if (at - from > MAX_NUMBER) {
            throw unexpected("a number of at most " + MAX_NUMBER + " characters");
        }
    }

    private void skipDigits(String expected) {
        int from = at;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected(expected);
        }
    }

    private void open(char bracket, String expected) {
        if (peek() != bracket) {
            throw unexpected(expected);
        }
        if (++depth > MAX_DEPTH) {
            throw unexpected("at most " + MAX_DEPTH + " levels");
        }
        at++;
    }

    private void close() {
        depth--;
        at++;
    }

    /** Whether a comma follows, not {@code bracket}; passes either. */
    private boolean another(char bracket) {
        int next = peek();
        if (next == ',') {
            at++;
            return true;
        }
        if (next != bracket) {
            throw unexpected("',' or '" + bracket + "'");
        }
        close();
        return false;
    }

    private void colon() {
        if (peek() != ':') {
            throw unexpected("':'");
        }
        at++;
    }

    private int name(JsonNames names) {
        if (peek() != '"') {
            throw unexpected("a field's name");
        }
        int from = at + 1;
        int end = endOfPlain(from);
        if (end < bytes.length && bytes[end] == '"') {
            at = end + 1;
            colon();
            return names.find(bytes, from, end);
        }
        end = endOfString(end);
        at = end + 1;
        colon();
        byte[] name = decode(from, end).getBytes(StandardCharsets.UTF_8);
        return names.find(name, 0, name.length);
    }

    /** Offset of the quotation mark that ends the string whose characters begin at {@code from}; checks its escapes. */
    private int endOfString(int from) {
        int i = from;
        while (true) {
            i = endOfPlain(i);
            if (i >= bytes.length) {
                at = bytes.length;
                throw unexpected("the end of a string");
            }
            byte b = bytes[i];
            if (b == '"') {
                return i;
            }
            if (b != '\\') {
                at = i;
                throw unexpected("no control character in a string");
            }
            i = endOfEscape(i);
        }
    }

    /**
     * Offset of the first quotation mark, backslash or control character from {@code from} on; the length if there is
     * none. Looks at eight bytes at once: {@code (x - 0x01…) & ~x & 0x80…} has the high bit of each zero byte of {@code x}
     * set, exactly so up to the first, and bytes below 0x20 show likewise.
     */
    private int endOfPlain(int from) {
        int i = from;
        int wordsEnd = bytes.length - Long.BYTES;
        while (i <= wordsEnd) {
            long word = (long) LONGS.get(bytes, i);
            long quotes = word ^ LOW_BITS * '"';
            long escapes = word ^ LOW_BITS * '\\';
            long found = (((quotes - LOW_BITS) & ~quotes)
                            | ((escapes - LOW_BITS) & ~escapes)
                            | ((word - LOW_BITS * ' ') & ~word))
                    & HIGH_BITS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < bytes.length && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] >= ' ' || bytes[i] < 0)) {
            i++;
        }
        return i;
    }

    private int endOfEscape(int backslash) {
        int kind = backslash + 1 < bytes.length ? bytes[backslash + 1] : -1;
        boolean known =
                switch (kind) {
                    case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
                    case 'u' -> backslash + 6 <= bytes.length && unit(backslash + 2) >= 0;
                    default -> false;
                };
        if (!known) {
            at = backslash;
            throw unexpected("an escape");
        }
        return backslash + (kind == 'u' ? 6 : 2);
    }

    /** The UTF-16 unit that four hexadecimal digits at {@code from} write; negative if they are none. */
    private int unit(int from) {
        return hex(bytes[from]) << 12 | hex(bytes[from + 1]) << 8 | hex(bytes[from + 2]) << 4 | hex(bytes[from + 3]);
    }

    private static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int letter = b | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Whether an object, array or string begins at {@code offset}, as its first byte tells. */
    public boolean is(char first, int offset) {
        return offset != NONE && bytes[offset] == first;
    }

    /** The string at {@code offset}, fit to be kept (see {@link Strings#clean}); null if there is none. */
    public @Nullable String text(int offset) {
        return is('"', offset) ? decode(offset + 1, endOfString(offset + 1)) : null;
    }

    /** As {@link #text}, but null for an empty string too. */
    public @Nullable String nonEmptyText(int offset) {
        return is('"', offset) && bytes[offset + 1] != '"' ? text(offset) : null;
    }

    /** The whole number at {@code offset} in decimal; null if there is none. */
    public @Nullable String integer(int offset) {
        int end = offset == NONE ? NONE : endOfInteger(offset);
        if (end == NONE) {
            return null;
        }
        String digits = new String(bytes, offset, end - offset, StandardCharsets.ISO_8859_1);
        return digits.equals("-0") ? "0" : digits;
    }

    /** The count at {@code offset}; null if there is no whole number, or a negative one, or one beyond 64 bits. */
    public @Nullable Long count(int offset) {
        int end = offset == NONE ? NONE : endOfInteger(offset);
        if (end == NONE || end - offset > MAX_LONG_DIGITS) {
            return null;
        }
        long value = 0;
        for (int i = bytes[offset] == '-' ? offset + 1 : offset; i < end; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value < 0 || (bytes[offset] == '-' && value != 0) ? null : (Long) value;
    }

    /** Where the whole number at {@code offset} ends; {@link #NONE} if there is none. */
    private int endOfInteger(int offset) {
        int i = bytes[offset] == '-' ? offset + 1 : offset;
        int from = i;
        while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        boolean fraction = i < bytes.length && (bytes[i] == '.' || (bytes[i] | 0x20) == 'e');
        return i == from || fraction ? NONE : i;
    }

    private String decode(int from, int end) {
        int ascii = 0;
        int plain = from;
        while (plain < end && bytes[plain] != '\\') {
            ascii |= bytes[plain++];
        }
        if (plain == end) {
            return new String(
                    bytes, from, end - from, ascii >= 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        }
        return decodeEscapes(from, end);
    }

    private String decodeEscapes(int from, int end) {
        if (buffer.length < end - from) {
            buffer = Arrays.copyOf(buffer, Math.max(end - from, buffer.length * 2));
        }
        char[] chars = buffer;
        int length = 0;
        boolean units = false;
        int i = from;
        while (i < end) {
            int b = bytes[i];
            if (b == '\\') {
                units |= bytes[i + 1] == 'u';
                chars[length++] = bytes[i + 1] == 'u' ? (char) unit(i + 2) : escaped(bytes[i + 1]);
                i += bytes[i + 1] == 'u' ? 6 : 2;
            } else if (b >= 0) {
                chars[length++] = (char) b;
                i++;
            } else if (b < (byte) 0xe0) {
                chars[length++] = (char) (((b & 0x1f) << 6) | (bytes[i + 1] & 0x3f));
                i += 2;
            } else if (b < (byte) 0xf0) {
                chars[length++] = (char) (((b & 0x0f) << 12) | ((bytes[i + 1] & 0x3f) << 6) | (bytes[i + 2] & 0x3f));
                i += 3;
            } else {
                int point = ((b & 0x07) << 18)
                        | ((bytes[i + 1] & 0x3f) << 12)
                        | ((bytes[i + 2] & 0x3f) << 6)
                        | (bytes[i + 3] & 0x3f);
                chars[length++] = Character.highSurrogate(point);
                chars[length++] = Character.lowSurrogate(point);
                i += 4;
            }
        }
        String text = new String(chars, 0, length);
        return units ? Strings.clean(text) : text;
    }

    private static char escaped(byte kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) kind;
        };
    }

    private UnreadableException unexpected(String expected) {
        return new UnreadableException(
                Rejection.Reason.MALFORMED,
                at >= bytes.length
                        ? "expected " + expected + ", found the end at byte " + bytes.length
                        : "expected " + expected + " at byte " + at);
    }
}
