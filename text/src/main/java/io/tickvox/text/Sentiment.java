package io.tickvox.text;

import io.tickvox.model.Label;
import java.util.Objects;

/**
 * What a text says of a ticker, or, of the whole, of its subject. All fractions are multiples of 0.0001.
 *
 * @param label the direction
 * @param score −1 (bearish) .. 1 (bullish): {@code pPositive − pNegative}
 * @param pPositive probability that it is positive; the three sum to 1 but for rounding
 */
public record Sentiment(Label label, double score, double pPositive, double pNeutral, double pNegative) {
    public Sentiment {
        Objects.requireNonNull(label, "label");
    }
}
