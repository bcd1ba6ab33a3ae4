package io.tickvox.pipeline.core;

import io.tickvox.model.Interval;
import io.tickvox.model.PriceBar;
import io.tickvox.model.Quote;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one price bar: what each feed said of it, and what the shorter bars in it add up to. One feed
 * counts: the one that reports bars before one with trades before one with snapshots, then by name; a feed's word counts
 * before the shorter bars.
 *
 * @param feeds by source
 * @param folded the shorter bars in it, merged; null if there are none, or for the shortest bars
 * @param complete whether event time has passed its end
 */
public record PriceCell(
        SortedMap<String, PriceFeed> feeds, @Nullable PriceSummary folded, boolean complete) {
    public static final PriceCell EMPTY = new PriceCell(Collections.emptySortedMap(), null, false);

    public PriceCell with(Quote quote) {
        SortedMap<String, PriceFeed> now = new TreeMap<>(feeds);
        now.merge(quote.source(), PriceFeed.EMPTY.with(quote), (known, ignored) -> known.with(quote));
        return new PriceCell(now, folded, complete);
    }

    public PriceCell withFolded(@Nullable PriceSummary summary) {
        return new PriceCell(feeds, summary, complete);
    }

    public PriceCell asComplete() {
        return new PriceCell(feeds, folded, true);
    }

    /** What counts; null if nothing is known. */
    public @Nullable PriceSummary summary() {
        String source = null;
        PriceFeed best = null;
        for (Map.Entry<String, PriceFeed> entry : feeds.entrySet()) {
            if (best == null || entry.getValue().rank() > best.rank()) {
                source = entry.getKey();
                best = entry.getValue();
            }
        }
        return best == null || source == null ? folded : best.summary(source);
    }

    /** The bar; null if nothing is known. */
    public @Nullable PriceBar bar(String symbol, Interval interval, Instant start, Instant updatedAt) {
        PriceSummary summary = summary();
        if (summary == null) {
            return null;
        }
        BigDecimal volume = summary.volume();
        BigDecimal notional = summary.notional();
        return new PriceBar(
                symbol,
                interval,
                start,
                summary.open(),
                summary.high(),
                summary.low(),
                summary.close(),
                volume == null ? null : volume.doubleValue(),
                summary.trades(),
                volume == null || notional == null || volume.signum() == 0
                        ? null
                        : notional.divide(volume, MathContext.DECIMAL64).doubleValue(),
                summary.source(),
                complete,
                updatedAt);
    }
}
