package io.tickvox.store.query;

import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The market at a glance: every ticker over a window that ends with the newest data. */
public final class MarketQuery {
    private final Jdbi jdbi;
    private final SessionCalendar calendar;
    private final DataTime dataTime;

    MarketQuery(Jdbi jdbi, SessionCalendar calendar, DataTime dataTime) {
        this.jdbi = jdbi;
        this.calendar = calendar;
        this.dataTime = dataTime;
    }

    /**
     * The market over the window that ends with the newest data.
     *
     * @param watchlist the tickers to show, with or without data; null for all that have any in the window, in its norm or
     *     in the last 15 days' prices
     */
    public MarketOverview overview(MarketWindow window, @Nullable List<String> watchlist) {
        return jdbi.withHandle(handle -> {
            Instant asOf = dataTime.newest(handle).orElse(null);
            if (asOf == null) {
                List<MarketRow> rows = watchlist == null ? List.of() : empty(handle, watchlist);
                return new MarketOverview(null, null, window, rows);
            }
            return new MarketReading(handle, calendar, dataTime, window, asOf, watchlist).overview();
        });
    }

    private static List<MarketRow> empty(Handle handle, List<String> symbols) {
        Map<String, Ticker> listings = ListingQuery.byId(handle, symbols);
        return symbols.stream()
                .sorted()
                .distinct()
                .map(symbol -> {
                    Ticker ticker = listings.getOrDefault(symbol, new Ticker(symbol, symbol, null, null));
                    return new MarketRow(
                            symbol,
                            ticker.name(),
                            ticker.sector(),
                            null,
                            null,
                            null,
                            0,
                            0,
                            0,
                            null,
                            null,
                            null,
                            0,
                            0,
                            0,
                            0,
                            0,
                            null,
                            List.of());
                })
                .toList();
    }
}
