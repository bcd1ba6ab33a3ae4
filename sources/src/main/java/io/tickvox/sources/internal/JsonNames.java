package io.tickvox.sources.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of fields that a reader of {@link JsonScanner} wants, each known by its index; found by their bytes. Names of
 * up to sixteen bytes are told apart by their length and their first and last eight bytes, as numbers.
 */
public final class JsonNames {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = Long.BYTES;

    private final byte[][] names;
    private final long[] heads;
    private final long[] tails;
    private final byte[] table;

    /** At most 64 names. */
    public JsonNames(String... names) {
        this.names = new byte[names.length][];
        this.heads = new long[names.length];
        this.tails = new long[names.length];
        this.table = new byte[Integer.highestOneBit(names.length) * 8];
        Arrays.fill(table, (byte) JsonScanner.OTHER);
        for (int i = 0; i < names.length; i++) {
            byte[] name = names[i].getBytes(StandardCharsets.UTF_8);
            this.names[i] = name;
            heads[i] = head(name, 0, name.length);
            tails[i] = tail(name, 0, name.length);
            int slot = slot(heads[i], tails[i], name.length);
            while (table[slot] >= 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = (byte) i;
        }
    }

    /** Index of the name that stands from {@code from} to before {@code to}; {@link JsonScanner#OTHER} if it is none. */
    int find(byte[] bytes, int from, int to) {
        int length = to - from;
        long head = head(bytes, from, to);
        long tail = tail(bytes, from, to);
        int slot = slot(head, tail, length);
        int index = table[slot];
        while (index >= 0 && !(heads[index] == head && tails[index] == tail && isRest(index, bytes, from, to))) {
            slot = slot + 1 & table.length - 1;
            index = table[slot];
        }
        return index;
    }

    /** Whether what is between the first and the last eight bytes is the same, too. */
    private boolean isRest(int index, byte[] bytes, int from, int to) {
        byte[] name = names[index];
        int length = to - from;
        if (name.length != length) {
            return false;
        }
        for (int i = WORD; i < length - WORD; i += WORD) {
            if ((long) LONGS.get(name, i) != (long) LONGS.get(bytes, from + i)) {
                return false;
            }
        }
        return true;
    }

    private int slot(long head, long tail, int length) {
        long hash = (head ^ Long.rotateLeft(tail, 29) ^ length) * 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 40) & table.length - 1;
    }

    private static long head(byte[] bytes, int from, int to) {
        if (to - from >= WORD) {
            return (long) LONGS.get(bytes, from);
        }
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = (word << 8) | (bytes[i] & 0xff);
        }
        return word;
    }

    private static long tail(byte[] bytes, int from, int to) {
        return to - from > WORD ? (long) LONGS.get(bytes, to - WORD) : 0;
    }
}
