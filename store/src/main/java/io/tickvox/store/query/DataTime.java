package io.tickvox.store.query;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The newest time that the data know of: the end of the newest minute with a post or a trade. Daily prices count only where
 * there is neither, because a file of them often reaches years beyond the posts.
 */
final class DataTime {
    private final SessionCalendar calendar;

    DataTime(SessionCalendar calendar) {
        this.calendar = calendar;
    }

    Optional<Instant> newest(Handle handle) {
        Optional<Instant> minute = Stream.of("sentiment_bar", "price_bar")
                .flatMap(table -> edge(handle, "max", table, Interval.M1).stream())
                .max(Instant::compareTo)
                .map(start -> Interval.M1.endOf(start, calendar));
        return minute.isPresent()
                ? minute
                : edge(handle, "max", "price_bar", Interval.D1).map(calendar::sessionClose);
    }

    /** Start of the first sentiment bar of that length. */
    Optional<Instant> oldest(Handle handle, Interval interval) {
        return edge(handle, "min", "sentiment_bar", interval);
    }

    private static Optional<Instant> edge(Handle handle, String function, String table, Interval interval) {
        return handle.createQuery(
                        "select " + function + "(start) as edge from " + table + " where \"interval\" = :interval")
                .bind("interval", interval.id())
                .map((row, context) -> Optional.ofNullable(Rows.nullableInstant(row, "edge")))
                .one();
    }
}
