package io.tickvox.pipeline.core;

import io.tickvox.model.Interval;

/** An interval and a bar's start in one long, so that state maps need no key objects: {@code start · 4 + interval}. */
public final class BarKey {
    private static final Interval[] INTERVALS = Interval.values();

    private BarKey() {}

    public static long of(Interval interval, long startMillis) {
        return startMillis * INTERVALS.length + interval.ordinal();
    }

    public static Interval interval(long key) {
        return INTERVALS[(int) Math.floorMod(key, (long) INTERVALS.length)];
    }

    public static long start(long key) {
        return Math.floorDiv(key, (long) INTERVALS.length);
    }
}
