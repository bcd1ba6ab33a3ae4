package io.tickvox.sources.simulator;

import java.time.Duration;

/**
 * How much the crowd writes.
 *
 * @param live posts per second of simulated time from the start on, all networks together, on the average; above 0, at most
 *     400
 * @param past the same, long before the start
 * @param ramp how fast the past's rate comes near to the live one: by a factor of e each
 */
public record Rates(double live, double past, Duration ramp) {
    /** Two or three posts a second live, and some 85,000 in a past of 26 hours: of one kind, and soon worked through. */
    public static final Rates DEFAULT = new Rates(2.5, 0.85, Duration.ofMinutes(60));

    public Rates {
        if (!(live > 0 && live <= 400 && past > 0 && past <= live)) {
            throw new IllegalArgumentException(
                    "Invalid rates: live " + live + ", past " + past + ": expected 0 < past <= live <= 400");
        }
        if (ramp.isNegative() || ramp.isZero()) {
            throw new IllegalArgumentException("Invalid ramp " + ramp + ": expected a positive duration");
        }
    }

    /** The same rate at all times. */
    public static Rates steady(double perSecond) {
        return new Rates(perSecond, perSecond, Duration.ofMinutes(1));
    }

    double at(long atMillis, long startMillis) {
        return atMillis >= startMillis
                ? live
                : past + (live - past) * StrictMath.exp((double) (atMillis - startMillis) / ramp.toMillis());
    }
}
