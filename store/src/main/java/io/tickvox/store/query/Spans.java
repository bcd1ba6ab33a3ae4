package io.tickvox.store.query;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.time.LocalDate;

/** Which stretch of time a bar covers. */
final class Spans {
    private Spans() {}

    /** First instant that belongs to the bar that starts, by name, at {@code start}. */
    static Instant from(Interval interval, Instant start, SessionCalendar calendar) {
        return interval == Interval.D1 ? calendar.close(previousSession(start, calendar)) : start;
    }

    private static LocalDate previousSession(Instant start, SessionCalendar calendar) {
        LocalDate date = start.atZone(SessionCalendar.ZONE).toLocalDate().minusDays(1);
        while (!calendar.isSession(date)) {
            date = date.minusDays(1);
        }
        return date;
    }
}
