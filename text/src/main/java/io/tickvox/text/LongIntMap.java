package io.tickvox.text;

/*
 * Open addressing. A slot holds the upper 40 bits of its key and the value, so that a look-up mostly costs one access to
 * memory and the table stays small enough for the caches. Two keys are taken for one if they agree in those bits and in their
 * slot, which for hashes of words is as good as never. The whole keys are kept aside, for the table to grow. Most look-ups
 * are for keys that are absent: a bit for each key, in a table of a sixteenth of the size, answers these.
 */

/** A map from well-spread 64-bit hashes to numbers from 0 to 2^24 − 2; built once, then read by many threads. */
final class LongIntMap {
    private static final int VALUE_BITS = 24;
    /** A filter's long for as many slots, as a power of two. */
    private static final int FILTER_SHIFT = 4;
    /** Where the bits of a key lie that tell its place in the filter. */
    private static final int WORD_SHIFT = 32;

    private static final int BIT_SHIFT = 56;
    private static final int VALUES = (1 << VALUE_BITS) - 1;

    /** Values are kept with 1 added: 0 stands for an empty slot. */
    private long[] slots = {};

    private long[] keys = {};
    private long[] filter = {};
    private int mask;
    private int size;

    LongIntMap(int expected) {
        allocate(Math.max(16, Integer.highestOneBit(Math.max(1, expected)) * 4));
    }

    private void allocate(int capacity) {
        slots = new long[capacity];
        keys = new long[capacity];
        filter = new long[capacity >>> FILTER_SHIFT];
        mask = capacity - 1;
        size = 0;
    }

    /** The value; −1 if there is none. */
    int get(long key) {
        if ((filter[(int) (key >>> WORD_SHIFT) & (filter.length - 1)] & (1L << (key >>> BIT_SHIFT))) == 0) {
            return -1;
        }
        int slot = (int) key & mask;
        long found = slots[slot];
        while (found != 0 && (found ^ key) >>> VALUE_BITS != 0) {
            slot = (slot + 1) & mask;
            found = slots[slot];
        }
        return ((int) found & VALUES) - 1;
    }

    /** Puts the key, unless it is there; whether it was not. */
    boolean add(long key) {
        if (get(key) >= 0) {
            return false;
        }
        put(key, 1);
        return true;
    }

    void put(long key, int value) {
        if (size * 2 > mask) {
            grow();
        }
        int slot = (int) key & mask;
        while (slots[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        size += slots[slot] == 0 ? 1 : 0;
        slots[slot] = (key & -1L << VALUE_BITS) | (value + 1);
        keys[slot] = key;
        filter[(int) (key >>> WORD_SHIFT) & (filter.length - 1)] |= 1L << (key >>> BIT_SHIFT);
    }

    private void grow() {
        long[] oldSlots = slots;
        long[] oldKeys = keys;
        allocate(oldSlots.length * 2);
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                put(oldKeys[i], ((int) oldSlots[i] & VALUES) - 1);
            }
        }
    }
}
