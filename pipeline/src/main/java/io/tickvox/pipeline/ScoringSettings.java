package io.tickvox.pipeline;

import io.tickvox.text.classifier.CallPolicy;
import io.tickvox.text.classifier.ClassifierFactory;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;

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
    private static final int MOST_DOUBLINGS = 30;
    private static final double SPREAD = 0.25;

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

    /**
     * How long to wait before a post is tried again. Posts that failed together do not all come back together.
     *
     * @param post the same post waits the same time
     * @param attempts how often it was tried, at least 1
     */
    public Duration pause(String post, int attempts) {
        double doubled = firstRetry.toMillis() * Math.pow(2, Math.min(attempts - 1, MOST_DOUBLINGS));
        double spread = new Random(31L * post.hashCode() + attempts).nextDouble(1 - SPREAD, 1 + SPREAD);
        return Duration.ofMillis(Math.max(1, (long) (Math.min(doubled, maxRetry.toMillis()) * spread)));
    }

    /** The usual settings: up to 2,000 posts wait; retries after 5 s to 10 min. */
    public static ScoringSettings of(
            ClassifierFactory classifier, CallPolicy policy, Duration patience, Duration retryFor) {
        return new ScoringSettings(
                classifier, policy, patience, Duration.ofSeconds(5), Duration.ofMinutes(10), retryFor, 2_000);
    }
}
