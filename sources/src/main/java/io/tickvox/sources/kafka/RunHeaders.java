package io.tickvox.sources.kafka;

import io.tickvox.sources.RunMark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A {@link RunMark} as two Kafka headers: {@code run}, its name in UTF-8, and {@code seq}, eight bytes big-endian. */
final class RunHeaders {
    static final String RUN = "run";
    static final String SEQUENCE = "seq";

    private RunHeaders() {}

    static Header[] of(RunMark mark) {
        return new Header[] {
            new RecordHeader(RUN, mark.run().getBytes(StandardCharsets.UTF_8)),
            new RecordHeader(
                    SEQUENCE,
                    ByteBuffer.allocate(Long.BYTES).putLong(mark.sequence()).array())
        };
    }

    /** The mark in {@code headers}, or null if there is none. */
    static @Nullable RunMark read(Headers headers) {
        Header run = headers.lastHeader(RUN);
        Header sequence = headers.lastHeader(SEQUENCE);
        if (run == null || sequence == null || sequence.value().length != Long.BYTES) {
            return null;
        }
        return new RunMark(
                new String(run.value(), StandardCharsets.UTF_8),
                ByteBuffer.wrap(sequence.value()).getLong());
    }
}
