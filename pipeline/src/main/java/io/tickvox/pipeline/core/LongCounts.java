package io.tickvox.pipeline.core;

/**
 * A multiset of longs that allows negative counts while it is being merged: open addressing with linear probing, a key and
 * its count side by side. Equal sets hold equal counts whatever the order of additions.
 */
public final class LongCounts {
    private static final int INITIAL = 8;

    private long[] keys;
    private int[] counts;
    private int used;
    private int size;

    public LongCounts() {
        keys = new long[INITIAL];
        counts = new int[INITIAL];
    }

    /** Number of keys with a count other than 0. */
    public int size() {
        return size;
    }

    public void add(long key, int count) {
        if (count == 0) {
            return;
        }
        if (key == 0) {
            add(Long.MIN_VALUE, count);
            return;
        }
        int mask = keys.length - 1;
        int slot = slot(key, mask);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        if (keys[slot] == 0) {
            keys[slot] = key;
            used++;
        }
        int before = counts[slot];
        int after = before + count;
        counts[slot] = after;
        size += (before == 0 ? 1 : 0) - (after == 0 ? 1 : 0);
        if (used * 3 > keys.length * 2) {
            rehash();
        }
    }

    public void addAll(LongCounts other) {
        other.forEach(this::add);
    }

    public void forEach(Entry action) {
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                action.accept(keys[i], counts[i]);
            }
        }
    }

    /** All keys that count, each followed by its count. */
    public long[] toArray() {
        long[] all = new long[2 * size];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                all[n++] = keys[i];
                all[n++] = counts[i];
            }
        }
        return all;
    }

    private void rehash() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        int capacity = Math.max(INITIAL, Integer.highestOneBit(Math.max(1, size)) * 4);
        keys = new long[capacity];
        counts = new int[capacity];
        used = 0;
        int mask = capacity - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i], mask);
                while (keys[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
                used++;
            }
        }
    }

    private static int slot(long key, int mask) {
        return (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
    }

    /** Takes a key and its count. */
    @FunctionalInterface
    public interface Entry {
        void accept(long key, int count);
    }
}
