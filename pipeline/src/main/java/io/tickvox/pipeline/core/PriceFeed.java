package io.tickvox.pipeline.core;

import io.tickvox.model.Quote;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one feed said of one bar: the bar as the feed itself reports it, of which the newest counts, and the ticks in it.
 * A pure function of the set of quotes: ticks of one moment are ordered by when they were observed, their place in the
 * payload and their price. Sums are exact decimals.
 *
 * @param reported the newest bar reported; null if none
 * @param first the earliest tick; null if there are none, as is the next
 * @param last the latest tick
 * @param high highest price of the ticks; 0 without ticks, as is the next
 * @param low lowest price of the ticks
 * @param trades number of trades among the ticks
 * @param volume sum of the trades' sizes
 * @param notional sum of price times size
 */
public record PriceFeed(
        @Nullable Quote reported,
        @Nullable Quote first,
        @Nullable Quote last,
        double high,
        double low,
        long trades,
        BigDecimal volume,
        BigDecimal notional) {
    public static final PriceFeed EMPTY = new PriceFeed(null, null, null, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final Comparator<Quote> BY_TIME = Comparator.comparing(Quote::at)
            .thenComparing(Quote::observedAt)
            .thenComparingInt(Quote::ordinal)
            .thenComparingDouble(Quote::close);

    private static final Comparator<Quote> BY_NEWS = Comparator.comparing(Quote::observedAt)
            .thenComparingDouble(Quote::close)
            .thenComparingDouble(Quote::high)
            .thenComparingDouble(quote -> -quote.low())
            .thenComparingDouble(Quote::open)
            .thenComparingDouble(quote -> Objects.requireNonNullElse(quote.volume(), -1.0));

    public PriceFeed with(Quote quote) {
        return switch (quote.kind()) {
            case BAR ->
                reported != null && BY_NEWS.compare(reported, quote) >= 0
                        ? this
                        : new PriceFeed(quote, first, last, high, low, trades, volume, notional);
            case SNAPSHOT -> withTick(quote, 0, BigDecimal.ZERO, BigDecimal.ZERO);
            case TRADE -> {
                BigDecimal size = BigDecimal.valueOf(Objects.requireNonNullElse(quote.volume(), 0.0));
                yield withTick(quote, 1, size, size.multiply(BigDecimal.valueOf(quote.close())));
            }
        };
    }

    private PriceFeed withTick(Quote tick, int count, BigDecimal size, BigDecimal value) {
        return new PriceFeed(
                reported,
                first == null || BY_TIME.compare(tick, first) < 0 ? tick : first,
                last == null || BY_TIME.compare(tick, last) > 0 ? tick : last,
                Math.max(high, tick.close()),
                low == 0 ? tick.close() : Math.min(low, tick.close()),
                trades + count,
                volume.add(size),
                notional.add(value));
    }

    /** How much this feed's word counts beside other feeds' for the same bar: its own bar, then trades, then snapshots. */
    int rank() {
        return reported != null ? 2 : trades > 0 ? 1 : 0;
    }

    PriceSummary summary(String source) {
        if (reported != null) {
            Double reportedVolume = reported.volume();
            return new PriceSummary(
                    source,
                    reported.open(),
                    reported.high(),
                    reported.low(),
                    reported.close(),
                    reportedVolume == null ? null : BigDecimal.valueOf(reportedVolume),
                    null,
                    null);
        }
        Quote open = Objects.requireNonNull(first, "a feed without quotes has no summary");
        Quote close = Objects.requireNonNull(last, "a feed without quotes has no summary");
        boolean traded = trades > 0;
        return new PriceSummary(
                source,
                open.close(),
                high,
                low,
                close.close(),
                traded ? volume : null,
                traded ? Long.valueOf(trades) : null,
                traded ? notional : null);
    }
}
