package io.tickvox.sources.simulator;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.file.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the simulator is asked to do.
 *
 * @param start when it goes live, in simulated time; counted in whole seconds. To go on after an earlier run, give the
 *     present and, as {@code past}, what has passed since that run's {@link Simulator#time()}
 * @param past how much of the time before is landed first, as fast as can be; not negative
 * @param duration how much time is simulated after the start; null for no end
 * @param speed of simulated time after the start
 * @param rates how much is written
 * @param truth the folder to export the truth to; null for none
 */
public record SimulationPlan(
        Instant start,
        Duration past,
        @Nullable Duration duration,
        Speed speed,
        Rates rates,
        @Nullable Path truth) {
    /** A day's bars and a little more. */
    public static final Duration DEFAULT_PAST = Duration.ofHours(26);

    public SimulationPlan {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(rates, "rates");
        if (past.isNegative()) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT, "Invalid past " + past + ": expected a duration of zero or more");
        }
        if (duration != null && (duration.isNegative() || duration.isZero())) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT, "Invalid duration " + duration + ": expected one above zero");
        }
    }

    /** A run in real time without an end, after 26 hours of past. */
    public static SimulationPlan live(Instant start) {
        return new SimulationPlan(start, DEFAULT_PAST, null, new Speed(1), Rates.DEFAULT, null);
    }

    public SimulationPlan withPast(Duration value) {
        return new SimulationPlan(start, value, duration, speed, rates, truth);
    }

    public SimulationPlan withDuration(@Nullable Duration value) {
        return new SimulationPlan(start, past, value, speed, rates, truth);
    }

    public SimulationPlan withSpeed(Speed value) {
        return new SimulationPlan(start, past, duration, value, rates, truth);
    }

    public SimulationPlan withRates(Rates value) {
        return new SimulationPlan(start, past, duration, speed, value, truth);
    }

    public SimulationPlan withTruth(@Nullable Path value) {
        return new SimulationPlan(start, past, duration, speed, rates, value);
    }
}
