package io.tickvox.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The lengths of bars. Those under a day are aligned to UTC; a day is the exchange's session. */
public enum Interval {
    M1("1m", Duration.ofMinutes(1)),
    M15("15m", Duration.ofMinutes(15)),
    H1("1h", Duration.ofHours(1)),
    D1("1d", Duration.ofDays(1));

    private final String id;
    private final Duration length;

    Interval(String id, Duration length) {
        this.id = id;
        this.length = length;
    }

    /** The name used in tables and on the command line: {@code 1m}, {@code 15m}, {@code 1h}, {@code 1d}. */
    public String id() {
        return id;
    }

    /** Length in time; for {@link #D1} the nominal one. */
    public Duration length() {
        return length;
    }

    /** Start of the bar that {@code at} belongs to. */
    public Instant startOf(Instant at, SessionCalendar calendar) {
        return Instant.ofEpochMilli(startOf(at.toEpochMilli(), calendar));
    }

    /** As {@link #startOf(Instant, SessionCalendar)}, in milliseconds since 1970. */
    public long startOf(long atMillis, SessionCalendar calendar) {
        return this == D1
                ? calendar.sessionStart(atMillis)
                : Math.floorDiv(atMillis, length.toMillis()) * length.toMillis();
    }

    /** The instant from which on nothing belongs to the bar that starts at {@code start}. */
    public Instant endOf(Instant start, SessionCalendar calendar) {
        return this == D1 ? calendar.sessionClose(start) : start.plus(length);
    }

    /**
     * The interval of that name.
     *
     * @throws IllegalArgumentException naming the possible ones if there is none
     */
    public static Interval of(String id) {
        for (Interval interval : values()) {
            if (interval.id.equals(id)) {
                return interval;
            }
        }
        throw new IllegalArgumentException("Invalid interval '" + id + "': expected one of "
                + Arrays.stream(values()).map(Interval::id).collect(Collectors.joining(", ")));
    }
}
