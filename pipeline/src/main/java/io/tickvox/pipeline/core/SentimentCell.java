package io.tickvox.pipeline.core;

import java.util.Objects;

/**
 * A sentiment bar in state; its sums are updated in place.
 *
 * @param complete whether event time has passed the bar's end
 */
public record SentimentCell(SentimentAccumulator sums, boolean complete) {
    public SentimentCell {
        Objects.requireNonNull(sums, "sums");
    }
}
