package io.tickvox.pipeline.core;

import java.util.Objects;

/**
 * What one task gathered for a ticker and minute since it last sent.
 *
 * @param minute start of the minute, in milliseconds since 1970
 */
public record Partial(String symbol, long minute, SentimentAccumulator sums) {
    public Partial {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(sums, "sums");
    }
}
