package io.tickvox.text;

import io.tickvox.model.Label;
import java.util.Objects;

/**
 * What a text says of a ticker, or, of the whole, of its subject. All fractions are multiples of 0.0001.
 *
 * @param label the direction
 * @param score −1 (bearish) .. 1 (bullish): {@code pPositive − pNegative}
 * @param pPositive probability that it is positive; the three sum to 1 but for rounding, to 0 where {@code label} is unscored
 */
public record Sentiment(Label label, double score, double pPositive, double pNeutral, double pNegative) {
    /** What is said of a text that was not judged: no probabilities, and a score of 0 that says nothing. */
    public static final Sentiment UNSCORED = new Sentiment(Label.UNSCORED, 0, 0, 0, 0);

    public Sentiment {
        Objects.requireNonNull(label, "label");
    }
}
