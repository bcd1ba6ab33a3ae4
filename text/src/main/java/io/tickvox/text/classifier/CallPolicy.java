package io.tickvox.text.classifier;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How a classifier is asked.
 *
 * @param concurrency calls at once, at least 1
 * @param linger how long a text waits for others to share its call
 * @param attempts tries of a call that fails for a passing reason, at least 1
 * @param firstDelay before the second try; doubled before each further one, give or take a quarter
 * @param maxDelay between two tries, also where the service asks for a longer one
 * @param failures tries in a row whose failure makes the classifier be left alone
 * @param rest for how long it is left alone then, before one call tries whether it serves again
 */
public record CallPolicy(
        int concurrency,
        Duration linger,
        int attempts,
        Duration firstDelay,
        Duration maxDelay,
        int failures,
        Duration rest)
        implements Serializable {
    public CallPolicy {
        if (concurrency < 1 || attempts < 1 || failures < 1) {
            throw new IllegalArgumentException("Invalid policy: expected at least one call, attempt and failure");
        }
        Objects.requireNonNull(linger, "linger");
        Objects.requireNonNull(firstDelay, "firstDelay");
        Objects.requireNonNull(maxDelay, "maxDelay");
        Objects.requireNonNull(rest, "rest");
    }

    /** The usual policy with {@code concurrency} calls at once. */
    public static CallPolicy of(int concurrency) {
        return new CallPolicy(
                concurrency,
                Duration.ofMillis(20),
                4,
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                8,
                Duration.ofSeconds(15));
    }
}
