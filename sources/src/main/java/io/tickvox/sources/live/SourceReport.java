package io.tickvox.sources.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a source is.
 *
 * @param detail for people: what it follows, or what is wrong, since or until when, and what to do
 * @param since when it came into this state
 * @param landed payloads landed since the data folder was made
 * @param skipped payloads seen and not landed, because they cannot be about any ticker
 * @param lastAt when the last payload landed; null if none has
 * @param lag how far its position is behind the present; null before the first
 */
public record SourceReport(
        String source,
        SourceState state,
        String detail,
        Instant since,
        long landed,
        long skipped,
        @Nullable Instant lastAt,
        @Nullable Duration lag) {
    public SourceReport {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(since, "since");
    }
}
