package io.tickvox.sources.x;

import io.tickvox.sources.internal.JsonScanner;
import java.util.Arrays;

/** Where values stand in a payload, in order; used again and again. */
final class XMarks {
    private int[] offsets = new int[8];
    private int size;

    int size() {
        return size;
    }

    int at(int index) {
        return offsets[index];
    }

    void clear() {
        size = 0;
    }

    void add(int offset) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
        }
        offsets[size++] = offset;
    }

    /** Holds the elements of the array that comes next, and nothing if that is none; passes it. */
    void readArray(JsonScanner in) {
        clear();
        if (in.peek() != '[') {
            in.skip();
            return;
        }
        for (boolean more = in.firstElement(); more; more = in.nextElement()) {
            add(in.mark());
        }
    }
}
