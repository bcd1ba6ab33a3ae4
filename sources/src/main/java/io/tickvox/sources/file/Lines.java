package io.tickvox.sources.file;

import io.tickvox.sources.kafka.KafkaLanding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of bytes into lines, at {@code \n} or {@code \r\n}, whatever else the bytes are. Memory is bounded: of a
 * line longer than {@link #MAX_BYTES} only the first {@link #KEPT_BYTES} are kept.
 */
final class Lines {
    /** Bytes of the longest line that is kept whole. */
    static final int MAX_BYTES = KafkaLanding.MAX_PAYLOAD_BYTES;

    /** Bytes kept of a longer line: enough to see what it was. */
    static final int KEPT_BYTES = 64 << 10;

    private static final int BUFFER_BYTES = 256 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private byte[] pending = new byte[BUFFER_BYTES];
    private int pendingLength;
    private long number;
    private long length;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next line without its terminator, or null at the end. It is whole if it has {@link #length} bytes. */
    byte @Nullable [] next() throws IOException {
        pendingLength = 0;
        length = 0;
        while (true) {
            if (from == to && !fill()) {
                if (length == 0) {
                    return null;
                }
                number++;
                return line(buffer, 0, 0);
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            length += end - from;
            if (end < to) {
                byte[] line = line(buffer, from, end);
                from = end + 1;
                number++;
                return line;
            }
            keep(from, end);
            from = to;
        }
    }

    /** All that is left as one line, or null at the end. */
    byte @Nullable [] rest() throws IOException {
        pendingLength = 0;
        length = 0;
        while (from < to || fill()) {
            length += to - from;
            keep(from, to);
            from = to;
        }
        if (length == 0) {
            return null;
        }
        number++;
        return Arrays.copyOf(pending, length > MAX_BYTES ? KEPT_BYTES : pendingLength);
    }

    /** The number of the line read last, from 1. */
    long number() {
        return number;
    }

    /** Bytes that the line read last has in the file, without its terminator. */
    long length() {
        return length;
    }

    private byte[] line(byte[] source, int start, int end) {
        byte[] line;
        if (pendingLength == 0 && length <= MAX_BYTES) {
            line = Arrays.copyOfRange(source, start, end);
        } else {
            keep(start, end);
            line = Arrays.copyOf(pending, length > MAX_BYTES ? KEPT_BYTES : pendingLength);
        }
        if (pending.length > BUFFER_BYTES) {
            pending = new byte[BUFFER_BYTES];
        }
        if (length == line.length && length > 0 && line[line.length - 1] == '\r') {
            length--;
            return Arrays.copyOf(line, line.length - 1);
        }
        return line;
    }

    private void keep(int start, int end) {
        int count = (int) Math.min(end - start, (long) MAX_BYTES + 1 - pendingLength);
        if (pendingLength + count > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pendingLength + count, 2 * pending.length));
        }
        System.arraycopy(buffer, start, pending, pendingLength, count);
        pendingLength += count;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        return to > 0;
    }
}
