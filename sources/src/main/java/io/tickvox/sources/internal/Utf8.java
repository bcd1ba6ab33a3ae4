package io.tickvox.sources.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks that bytes are text in UTF-8 as JSON and CSV hold it: well-formed (RFC 3629, so no surrogates and no overlong
 * forms) and without NUL, which no such text holds but UTF-16 is full of.
 */
public final class Utf8 {
    /** The result of {@link #check} for text. */
    public static final int TEXT = -1;

    /** The result of {@link #check} for text that ends within a character. */
    public static final int CUT = -2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    private Utf8() {}

    /** {@link #TEXT}, {@link #CUT}, or the offset of the first byte that does not belong there. */
    public static int check(byte[] bytes) {
        int i = 0;
        int wordsEnd = bytes.length - Long.BYTES;
        while (i < bytes.length) {
            while (i <= wordsEnd) {
                long word = (long) LONGS.get(bytes, i);
                // A byte below 1 borrows from the bit above it; on ASCII that bit is clear otherwise.
                if (((word | (word - LOW_BITS)) & HIGH_BITS) != 0) {
                    break;
                }
                i += Long.BYTES;
            }
            if (i == bytes.length) {
                break;
            }
            int length = characterAt(bytes, i);
            if (length <= 0) {
                return length == 0 ? i : CUT;
            }
            i += length;
        }
        return TEXT;
    }

    /** Bytes of the character at {@code i}; 0 if there is none, -1 if it is cut by the end. */
    private static int characterAt(byte[] bytes, int i) {
        int first = bytes[i];
        if (first > 0) {
            return 1;
        }
        int lead = first & 0xff;
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0) {
            return 0;
        }
        for (int k = 1; k < length; k++) {
            if (i + k == bytes.length) {
                return -1;
            }
            int next = bytes[i + k] & 0xff;
            int low = 0x80;
            int high = 0xbf;
            if (k == 1) {
                low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
                high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
            }
            if (next < low || next > high) {
                return 0;
            }
        }
        return length;
    }
}
