package io.tickvox.store.query;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stretch before a window whose posts make its norm: up to 20 of its lengths, in whole bars of one interval.
 *
 * @param interval the bars to sum
 * @param first start of the first bar
 * @param end start of the first bar no longer in it
 * @param windows how many of the window's lengths the stretch is, at least 1
 */
record Norm(Interval interval, Instant first, Instant end, double windows) {
    /** Most windows that a norm looks back. */
    static final int MAX_WINDOWS = 20;

    /**
     * The stretch before {@code from}, or null where the data do not reach back one whole window.
     *
     * @param oldest start of the first bar of {@link #bars(MarketWindow)}; the one that holds it may be half empty
     */
    static @Nullable Norm before(MarketWindow window, Instant from, Instant oldest, SessionCalendar calendar) {
        Interval interval = bars(window);
        Instant end = interval.startOf(from, calendar);
        Instant first = next(
                interval, interval.startOf(from.minus(window.length().multipliedBy(MAX_WINDOWS)), calendar), calendar);
        Instant whole = next(interval, oldest, calendar);
        if (whole.isAfter(first)) {
            first = whole;
        }
        if (!first.isBefore(end)) {
            return null;
        }
        Duration length = Duration.between(Spans.from(interval, first, calendar), Spans.from(interval, end, calendar));
        double windows = (double) length.toMillis() / window.length().toMillis();
        return windows < 1 ? null : new Norm(interval, first, end, windows);
    }

    static Interval bars(MarketWindow window) {
        return window == MarketWindow.D1 ? Interval.D1 : Interval.H1;
    }

    /** Start of the bar after the one that starts at {@code start}. */
    private static Instant next(Interval interval, Instant start, SessionCalendar calendar) {
        return interval == Interval.D1
                ? interval.startOf(calendar.sessionClose(start), calendar)
                : start.plus(interval.length());
    }
}
