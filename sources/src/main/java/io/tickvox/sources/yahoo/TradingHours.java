package io.tickvox.sources.yahoo;

import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** When shares are traded in New York, before and after the regular session included: 04:00 to 20:00 of a session's day. */
final class TradingHours {
    private static final LocalTime FIRST = LocalTime.of(4, 0);
    private static final LocalTime LAST = LocalTime.of(20, 0);

    private TradingHours() {}

    static boolean contain(Instant at) {
        ZonedDateTime local = at.atZone(SessionCalendar.ZONE);
        LocalTime time = local.toLocalTime();
        return SessionCalendar.nyse().isSession(local.toLocalDate()) && !time.isBefore(FIRST) && time.isBefore(LAST);
    }
}
