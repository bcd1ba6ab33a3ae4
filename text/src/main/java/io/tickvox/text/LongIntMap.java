package io.tickvox.text;

/**
 * A map from 64-bit hashes to numbers of at least 0, by open addressing; built once, then read by many threads. A key and
 * its value lie side by side, so that a look-up mostly costs one access to memory.
 */
final class LongIntMap {
    private static final int ABSENT = -1;

    private long[] slots;
    private int mask;
    private int size;

    LongIntMap(int expected) {
        allocate(Math.max(16, Integer.highestOneBit(Math.max(1, expected)) * 4));
    }

    private void allocate(int capacity) {
        slots = new long[capacity * 2];
        mask = capacity - 1;
        size = 0;
        for (int slot = 0; slot < capacity; slot++) {
            slots[slot * 2 + 1] = ABSENT;
        }
    }

    /** The value; −1 if there is none. */
    int get(long key) {
        for (int slot = (int) key & mask; ; slot = (slot + 1) & mask) {
            long value = slots[slot * 2 + 1];
            if (value == ABSENT || slots[slot * 2] == key) {
                return (int) value;
            }
        }
    }

    void put(long key, int value) {
        if (size * 2 > mask) {
            grow();
        }
        int slot = (int) key & mask;
        while (slots[slot * 2 + 1] != ABSENT && slots[slot * 2] != key) {
            slot = (slot + 1) & mask;
        }
        size += slots[slot * 2 + 1] == ABSENT ? 1 : 0;
        slots[slot * 2] = key;
        slots[slot * 2 + 1] = value;
    }

    private void grow() {
        long[] old = slots;
        allocate(old.length);
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != ABSENT) {
                put(old[i], (int) old[i + 1]);
            }
        }
    }
}
