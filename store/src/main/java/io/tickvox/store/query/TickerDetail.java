package io.tickvox.store.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticker with the span of its bars.
 *
 * @param firstBar start of its first daily bar of either kind; null if it has none, as is {@code lastBar}
 */
public record TickerDetail(
        Ticker ticker, @Nullable Instant firstBar, @Nullable Instant lastBar) {}
