package io.tickvox.sources.live;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try. Each wait is drawn from the upper half of what the rule gives, so that many clients
 * do not come back at once.
 *
 * @param first wait after the first failure
 * @param max longest wait
 * @param grows whether waits double (exponential) or grow by {@code first} each time (linear)
 */
public record Backoff(Duration first, Duration max, Growth grows) {
    /** How waits grow. */
    public enum Growth {
        LINEAR,
        EXPONENTIAL
    }

    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        Objects.requireNonNull(grows, "grows");
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("Invalid back-off from " + first + " to " + max);
        }
    }

    public static Backoff exponential(Duration first, Duration max) {
        return new Backoff(first, max, Growth.EXPONENTIAL);
    }

    public static Backoff linear(Duration step, Duration max) {
        return new Backoff(step, max, Growth.LINEAR);
    }

    /**
     * The wait after a failure.
     *
     * @param failures before this one, in a row, from 0
     */
    public Duration delay(int failures, RandomGenerator random) {
        long factor =
                switch (grows) {
                    case LINEAR -> failures + 1L;
                    case EXPONENTIAL -> 1L << Math.min(failures, MOST_DOUBLINGS);
                };
        long bound = Math.min(max.toMillis(), Math.multiplyExact(first.toMillis(), factor));
        return Duration.ofMillis(bound / 2 + random.nextLong(bound - bound / 2 + 1));
    }
}
