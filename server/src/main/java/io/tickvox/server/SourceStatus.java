package io.tickvox.server;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a source is.
 *
 * @param source for example {@code x}
 * @param detail for people: what it follows, or what is wrong and what to do
 * @param landed payloads landed since the data folder was made
 * @param ratePerSecond payloads landed a second, of late
 * @param lastAt when the last one landed; null if none has
 * @param lagMs from a post's creation to its landing, of late, in milliseconds; null if unknown
 * @param rejected payloads, or parts of them, that no mapper could read
 */
public record SourceStatus(
        String source,
        State state,
        String detail,
        long landed,
        double ratePerSecond,
        @Nullable Instant lastAt,
        @Nullable Long lagMs,
        long rejected) {
    /** Whether it sees what is said. */
    public enum State {
        LIVE,
        STARTING,
        CATCHING_UP,
        RATE_LIMITED,
        REFUSED,
        UNREACHABLE,
        DISABLED,
        FINISHED
    }

    public SourceStatus {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }
}
