package io.tickvox.server;

import io.tickvox.model.SessionCalendar;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status as clients see it.
 *
 * @param zone the exchange's
 * @param marketOpen whether the exchange trades: now, or, with simulated data, at the data's time
 */
record StatusView(
        String version,
        boolean simulated,
        Instant now,
        String zone,
        boolean marketOpen,
        @Nullable Instant dataTime,
        List<ComponentStatus> components,
        List<SourceStatus> sources,
        PipelineStatus pipeline,
        @Nullable ScorerStatus scorer) {
    static StatusView of(ServerSettings settings, Status status, Clock clock) {
        Instant now = clock.instant();
        Instant dataTime = status.dataTime();
        Instant at = settings.simulated() && dataTime != null ? dataTime : now;
        return new StatusView(
                settings.version(),
                settings.simulated(),
                now,
                SessionCalendar.ZONE.getId(),
                isOpen(SessionCalendar.nyse(), at),
                dataTime,
                status.components(),
                status.sources(),
                status.pipeline(),
                status.scorer());
    }

    private static boolean isOpen(SessionCalendar calendar, Instant at) {
        LocalDate date = at.atZone(SessionCalendar.ZONE).toLocalDate();
        return calendar.isSession(date) && !at.isBefore(calendar.open(date)) && at.isBefore(calendar.close(date));
    }
}
