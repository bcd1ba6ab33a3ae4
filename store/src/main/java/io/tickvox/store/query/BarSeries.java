package io.tickvox.store.query;

import io.tickvox.model.Interval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bars of one ticker, oldest first.
 *
 * @param from start of the first bar that could be in it; null where neither a bound was given nor a bar found
 * @param to end of the last likewise
 * @param gaps spans within it in which a source could not see
 */
public record BarSeries(
        String symbol,
        Interval interval,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Bar> bars,
        List<Gap> gaps) {
    public BarSeries {
        bars = List.copyOf(bars);
        gaps = List.copyOf(gaps);
    }
}
