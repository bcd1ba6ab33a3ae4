package io.tickvox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCalendarTest {
    private static final long FROM_2000 = 946_684_800_000L;
    private static final long TO_2030 = 1_893_456_000_000L;

    private final SessionCalendar calendar = SessionCalendar.nyse();

    @ParameterizedTest
    @CsvSource({
        // The close is the first moment of the next session.
        "2014-01-02T20:59:59.999Z, 2014-01-02T05:00:00Z",
        "2014-01-02T21:00:00.000Z, 2014-01-03T05:00:00Z",
        // A weekend belongs to Monday.
        "2014-01-03T21:00:00Z, 2014-01-06T05:00:00Z",
        "2014-01-05T12:00:00Z, 2014-01-06T05:00:00Z",
        // A long weekend with Martin Luther King Day on Monday.
        "2014-01-17T21:00:00Z, 2014-01-21T05:00:00Z",
        // New York's summer time: the close is at 20:00 UTC, midnight at 04:00.
        "2014-07-08T19:59:59Z, 2014-07-08T04:00:00Z",
        "2014-07-08T20:00:00Z, 2014-07-09T04:00:00Z",
        // Half days: the day after Thanksgiving, and 3 July.
        "2014-11-28T17:59:59Z, 2014-11-28T05:00:00Z",
        "2014-11-28T18:00:00Z, 2014-12-01T05:00:00Z",
        "2014-07-03T17:00:00Z, 2014-07-07T04:00:00Z",
        // Hurricane Sandy.
        "2012-10-29T15:00:00Z, 2012-10-31T04:00:00Z",
        // The year's end.
        "2014-12-31T21:00:00Z, 2015-01-02T05:00:00Z"
    })
    void namesTheSessionThatClosesNext(Instant at, Instant session) {
        assertThat(Interval.D1.startOf(at, calendar)).isEqualTo(session);
    }

    @ParameterizedTest
    @CsvSource({
        "2014-01-01, false",
        "2014-04-18, false",
        "2014-07-04, false",
        "2018-12-05, false",
        "2021-06-18, true",
        "2022-06-20, false",
        "2025-01-09, false",
        "2026-11-26, false",
        "2026-11-27, true"
    })
    void knowsTheExchangesHolidays(LocalDate date, boolean open) {
        assertThat(calendar.isSession(date)).isEqualTo(open);
    }

    @Property
    void everyMomentLiesBetweenItsSessionsBounds(@ForAll @LongRange(min = FROM_2000, max = TO_2030) long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        Instant session = Interval.D1.startOf(at, calendar);

        assertThat(at).isBefore(calendar.sessionClose(session));
        assertThat(at).isAfterOrEqualTo(calendar.sessionFrom(session));
        assertThat(calendar.isSession(session.atZone(SessionCalendar.ZONE).toLocalDate()))
                .isTrue();
    }

    @Property
    void shorterBarsHoldTheirMoments(
            @ForAll Interval interval, @ForAll @LongRange(min = -TO_2030, max = TO_2030) long millis) {
        if (interval == Interval.D1) {
            return;
        }
        Instant at = Instant.ofEpochMilli(millis);
        Instant start = interval.startOf(at, calendar);

        assertThat(start).isBeforeOrEqualTo(at);
        assertThat(interval.endOf(start, calendar)).isAfter(at).isEqualTo(start.plus(interval.length()));
        assertThat(start.toEpochMilli() % interval.length().toMillis()).isZero();
    }

    @Test
    void namesThePossibleIntervals() {
        assertThat(Interval.of("15m")).isEqualTo(Interval.M15);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interval.of("15x"))
                .withMessage("Invalid interval '15x': expected one of 1m, 15m, 1h, 1d");
    }
}
