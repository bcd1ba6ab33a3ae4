package io.tickvox.store;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.util.Objects;

/**
 * A session of a ticker whose bars are to be computed anew from the posts.
 *
 * @param session midnight, in New York, of the session's date
 */
public record RecomputeRequest(String symbol, Instant session) {
    public RecomputeRequest {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(session, "session");
    }

    /** The session that a post of {@code createdAt} counts in. */
    public static RecomputeRequest of(String symbol, Instant createdAt) {
        return new RecomputeRequest(symbol, Interval.D1.startOf(createdAt, SessionCalendar.nyse()));
    }
}
