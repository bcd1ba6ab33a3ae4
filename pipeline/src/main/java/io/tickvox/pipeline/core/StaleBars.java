package io.tickvox.pipeline.core;

import java.time.Instant;
import java.util.Objects;

/**
 * Bars of a ticker that the job no longer holds and that must be recomputed from the tables.
 *
 * @param session the session whose bars they are: midnight of its date in the exchange's zone
 */
public record StaleBars(String symbol, Instant session) {
    public StaleBars {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(session, "session");
    }
}
