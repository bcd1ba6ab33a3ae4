package io.tickvox.store.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The market at the newest data time.
 *
 * @param asOf the newest data time; null where there are no data
 * @param from start of the window
 * @param rows one for each ticker, by symbol
 */
public record MarketOverview(
        @Nullable Instant asOf, @Nullable Instant from, MarketWindow window, List<MarketRow> rows) {
    public MarketOverview {
        rows = List.copyOf(rows);
    }
}
