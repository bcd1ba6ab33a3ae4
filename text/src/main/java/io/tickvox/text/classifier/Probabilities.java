package io.tickvox.text.classifier;

import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import io.tickvox.text.Sentiment;

/** Turns a classifier's probabilities into a sentiment. */
public final class Probabilities {
    private static final double SLACK = 0.02;

    private Probabilities() {}

    /**
     * The sentiment whose label is the most probable class. What is mixed counts half for each direction in the three
     * probabilities that are kept.
     *
     * @throws IllegalArgumentException if these are no probabilities that sum to 1
     */
    public static Sentiment sentiment(double positive, double neutral, double negative, double mixed) {
        double sum = positive + neutral + negative + mixed;
        if (!(positive >= 0 && neutral >= 0 && negative >= 0 && mixed >= 0 && Math.abs(sum - 1) <= SLACK)) {
            throw new IllegalArgumentException("Invalid probabilities " + positive + ", " + neutral + ", " + negative
                    + ", " + mixed + ": expected four of 0..1 that sum to 1");
        }
        double up = Fixed.round((positive + mixed / 2) / sum);
        double down = Fixed.round(Math.min((negative + mixed / 2) / sum, 1 - up));
        return new Sentiment(
                label(positive, neutral, negative, mixed),
                Fixed.round(up - down),
                up,
                Fixed.round(1 - up - down),
                down);
    }

    private static Label label(double positive, double neutral, double negative, double mixed) {
        if (mixed > Math.max(neutral, Math.max(positive, negative))) {
            return Label.MIXED;
        } else if (positive > neutral && positive > negative) {
            return Label.POSITIVE;
        }
        return negative > neutral && negative > positive ? Label.NEGATIVE : Label.NEUTRAL;
    }
}
