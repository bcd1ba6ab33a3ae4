package io.tickvox.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one ticker traded at in one interval.
 *
 * @param start start of the interval; for {@link Interval#D1} midnight of the session's date in the exchange's zone
 * @param volume units traded; null if the source does not say
 * @param trades trades counted; null if the source does not say
 * @param vwap volume-weighted mean price; null without trades and volume
 * @param source the feed that the bar comes from
 * @param complete whether event time has passed the interval's end
 */
public record PriceBar(
        String symbol,
        Interval interval,
        Instant start,
        double open,
        double high,
        double low,
        double close,
        @Nullable Double volume,
        @Nullable Long trades,
        @Nullable Double vwap,
        String source,
        boolean complete,
        Instant updatedAt) {
    public PriceBar {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }
}
