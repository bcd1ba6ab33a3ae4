package io.tickvox.pipeline.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Open, high, low, close and sums of some span of one feed.
 *
 * @param volume null if unknown, as are the two after it
 * @param notional sum of price times volume over {@code trades}
 */
public record PriceSummary(
        String source,
        double open,
        double high,
        double low,
        double close,
        @Nullable BigDecimal volume,
        @Nullable Long trades,
        @Nullable BigDecimal notional) {
    /** This, followed in time by {@code next}. */
    PriceSummary then(PriceSummary next) {
        return new PriceSummary(
                source,
                open,
                Math.max(high, next.high),
                Math.min(low, next.low),
                next.close,
                sum(volume, next.volume),
                trades == null || next.trades == null ? null : Long.valueOf(trades + next.trades),
                sum(notional, next.notional));
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null || b == null ? null : a.add(b);
    }
}
