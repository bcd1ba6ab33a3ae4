package io.tickvox.pipeline;

import io.tickvox.text.classifier.CallPolicy;
import io.tickvox.text.classifier.ClassifierFactory;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * A scorer that is asked while posts wait, in place of the one that ships.
 *
 * @param classifier makes it
 * @param policy how it is asked
 * @param patience how long a post waits for its score before it goes on unscored; the score follows
 * @param firstRetry after the first time that a post could not be scored; doubled each time, give or take a quarter
 * @param maxRetry the longest time between two tries of a post
 * @param retryFor for how long a post is tried, from when it first waited
 * @param capacity posts of one task that may wait for an answer at once, at least 1; more are not taken in
 */
public record ScoringSettings(
        ClassifierFactory classifier,
        CallPolicy policy,
        Duration patience,
        Duration firstRetry,
        Duration maxRetry,
        Duration retryFor,
        int capacity)
        implements Serializable {
    public ScoringSettings {
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(patience, "patience");
        Objects.requireNonNull(firstRetry, "firstRetry");
        Objects.requireNonNull(maxRetry, "maxRetry");
        Objects.requireNonNull(retryFor, "retryFor");
        if (capacity < 1) {
            throw new IllegalArgumentException("Invalid capacity " + capacity + ": expected at least 1");
        }
    }

    /** The usual settings: up to 2,000 posts wait; retries after 5 s to 10 min. */
    public static ScoringSettings of(
            ClassifierFactory classifier, CallPolicy policy, Duration patience, Duration retryFor) {
        return new ScoringSettings(
                classifier, policy, patience, Duration.ofSeconds(5), Duration.ofMinutes(10), retryFor, 2_000);
    }
}
