package io.tickvox.store.query;

import io.tickvox.model.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How far back from the newest data time the market overview looks. */
public enum MarketWindow {
    /** The last 60 minutes, from 1m bars. */
    H1("1h", Duration.ofHours(1), Interval.M1, Duration.ofMinutes(2)),
    /** The last 24 hours, the one that runs included, from 1h bars. */
    D1("1d", Duration.ofDays(1), Interval.H1, Duration.ofHours(1));

    private final String id;
    private final Duration length;
    private final Interval bars;
    private final Duration step;

    MarketWindow(String id, Duration length, Interval bars, Duration step) {
        this.id = id;
        this.length = length;
        this.bars = bars;
        this.step = step;
    }

    /** The name used in requests: {@code 1h}, {@code 1d}. */
    public String id() {
        return id;
    }

    public Duration length() {
        return length;
    }

    /** The bars that it is built from. */
    Interval bars() {
        return bars;
    }

    /** Length of one point of a sparkline. */
    Duration step() {
        return step;
    }

    int points() {
        return (int) (length.toMillis() / step.toMillis());
    }

    /** Start of the window whose last bar holds the moment just before {@code asOf}. */
    Instant from(Instant asOf) {
        long bar = bars.length().toMillis();
        long end = Math.floorDiv(asOf.toEpochMilli() - 1, bar) * bar + bar;
        return Instant.ofEpochMilli(end).minus(length);
    }

    /**
     * The window of that name.
     *
     * @throws IllegalArgumentException naming the possible ones if there is none
     */
    public static MarketWindow of(String id) {
        for (MarketWindow window : values()) {
            if (window.id.equals(id)) {
                return window;
            }
        }
        throw new IllegalArgumentException("Invalid window '" + id + "': expected one of "
                + Arrays.stream(values()).map(MarketWindow::id).collect(Collectors.joining(", ")));
    }
}
