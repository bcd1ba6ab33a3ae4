package io.tickvox.sources.file;

import java.util.Comparator;

/**
 * One payload of a file and its place in the replay's order.
 *
 * @param time when it was written or done, in milliseconds since 1970; {@link EventTimes#NONE} sorts first
 * @param file index of its file in the replay
 * @param line its line in the file, from 1
 * @param payload the line's bytes, at most {@link Lines#MAX_BYTES}, or the beginning of a longer line
 * @param length bytes that the line has in the file
 */
record Row(long time, int file, long line, Layout layout, byte[] payload, long length) {
    /** By time, then as the files stand. */
    static final Comparator<Row> ORDER =
            Comparator.comparingLong(Row::time).thenComparingInt(Row::file).thenComparingLong(Row::line);

    /** Bytes of heap a row takes beside its payload, roughly. */
    private static final long OVERHEAD = 72;

    /** Whether the payload has all of the line. */
    boolean whole() {
        return length <= Lines.MAX_BYTES;
    }

    long heapBytes() {
        return OVERHEAD + payload.length;
    }
}
