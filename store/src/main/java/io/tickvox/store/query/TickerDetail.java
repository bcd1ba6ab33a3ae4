package io.tickvox.store.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticker with the span of its bars.
 *
 * @param firstBar start of its first daily bar of either kind; null if it has none
 * @param lastBar start of its newest bar, of a minute where there is one, else of a day, before the newest data time; null
 *     if it has none
 */
public record TickerDetail(
        Ticker ticker, @Nullable Instant firstBar, @Nullable Instant lastBar) {}
