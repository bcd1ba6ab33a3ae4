package io.tickvox.sources.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The names of fields that a reader of {@link JsonScanner} wants, each known by its index; found by their bytes. */
public final class JsonNames {
    private final byte[][] names;
    private final short[] table;

    public JsonNames(String... names) {
        this.names = new byte[names.length][];
        this.table = new short[Integer.highestOneBit(names.length) * 8];
        Arrays.fill(table, (short) JsonScanner.OTHER);
        for (int i = 0; i < names.length; i++) {
            byte[] name = names[i].getBytes(StandardCharsets.UTF_8);
            this.names[i] = name;
            int slot = slot(name, 0, name.length);
            while (table[slot] >= 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = (short) i;
        }
    }

    /** Index of the name that stands from {@code from} to before {@code to}; {@link JsonScanner#OTHER} if it is none. */
    int find(byte[] bytes, int from, int to) {
        if (from == to) {
            return JsonScanner.OTHER;
        }
        int slot = slot(bytes, from, to);
        int index = table[slot];
        while (index >= 0 && !Arrays.equals(bytes, from, to, names[index], 0, names[index].length)) {
            slot = slot + 1 & table.length - 1;
            index = table[slot];
        }
        return index;
    }

    private int slot(byte[] bytes, int from, int to) {
        int hash = ((to - from) * 31 + bytes[from]) * 31 + bytes[(from + to) >>> 1];
        return (hash * 31 + bytes[to - 1]) * 0x9e3779b9 >>> 16 & table.length - 1;
    }
}
