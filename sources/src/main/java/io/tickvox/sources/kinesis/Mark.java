package io.tickvox.sources.kinesis;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where reading of a shard goes on.
 *
 * @param value the sequence number, or milliseconds since 1970; null where the kind says all
 */
record Mark(Kind kind, @Nullable String value) {
    /** What reading begins at. */
    enum Kind {
        /** The record after one of this sequence number. */
        AFTER,
        /** The first record that arrived at this time or later. */
        SINCE,
        /** The oldest record that is kept. */
        OLDEST,
        /** Nothing: all of the shard was read. */
        ENDED
    }

    static final Mark OLDEST = new Mark(Kind.OLDEST, null);
    static final Mark ENDED = new Mark(Kind.ENDED, null);

    Mark {
        Objects.requireNonNull(kind, "kind");
    }

    static Mark after(String sequenceNumber) {
        return new Mark(Kind.AFTER, sequenceNumber);
    }

    static Mark since(Instant at) {
        return new Mark(Kind.SINCE, Long.toString(at.toEpochMilli()));
    }

    boolean hasEnded() {
        return kind == Kind.ENDED;
    }

    /** This mark as text, for {@link #parse}. */
    String text() {
        return value == null ? kind.name() : kind.name() + " " + value;
    }

    /** What {@link #text} wrote. */
    static Mark parse(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? new Mark(Kind.valueOf(text), null)
                : new Mark(Kind.valueOf(text.substring(0, space)), text.substring(space + 1));
    }
}
