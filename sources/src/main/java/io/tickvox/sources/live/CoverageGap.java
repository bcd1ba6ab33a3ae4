package io.tickvox.sources.live;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a source could not see, to the millisecond.
 *
 * @param symbol the only ticker of which it could not see; null if it could see of none
 * @param end exclusive; null while it lasts
 * @param missing what it would have brought
 * @param reason for people
 */
public record CoverageGap(
        String source,
        @Nullable String symbol,
        Instant start,
        @Nullable Instant end,
        Coverage missing,
        String reason) {
    public CoverageGap {
        Objects.requireNonNull(source, "source");
        start = start.truncatedTo(ChronoUnit.MILLIS);
        end = end == null ? null : end.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(missing, "missing");
        Objects.requireNonNull(reason, "reason");
        if (end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("Invalid gap from " + start + " to " + end);
        }
    }
}
