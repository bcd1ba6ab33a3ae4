package io.tickvox.pipeline.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one task gathered for a ticker and minute since it last sent.
 *
 * @param minute start of the minute, in milliseconds since 1970
 * @param sums nothing if the bar is only to be told anew; null if a post of that minute came too late to be counted from state, so that the bars of its session are
 *     to be recomputed from the tables
 */
public record Partial(String symbol, long minute, @Nullable SentimentAccumulator sums) {
    public Partial {
        Objects.requireNonNull(symbol, "symbol");
    }
}
