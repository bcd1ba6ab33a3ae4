package io.tickvox.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NormTest {
    private static final SessionCalendar CALENDAR = SessionCalendar.nyse();

    @Test
    void looksTwentyDaysBackInWholeSessions() {
        Norm norm = norm(MarketWindow.D1, "2014-06-20T14:00:00Z", "2013-01-02T05:00:00Z");
        assertThat(norm).isNotNull();
        assertThat(norm.interval()).isEqualTo(Interval.D1);
        assertThat(norm.first()).isEqualTo("2014-06-03T04:00:00Z");
        assertThat(norm.end()).isEqualTo("2014-06-20T04:00:00Z");
        // From the close of 2 June to that of 19 June.
        assertThat(norm.windows()).isEqualTo(17);
    }

    @Test
    void leavesOutTheFirstBarOfAllWhichMayBeHalfEmpty() {
        Norm norm = norm(MarketWindow.H1, "2014-01-06T17:30:00Z", "2014-01-06T12:00:00Z");
        assertThat(norm)
                .isEqualTo(new Norm(
                        Interval.H1, Instant.parse("2014-01-06T13:00:00Z"), Instant.parse("2014-01-06T17:00:00Z"), 4));
    }

    @Test
    void isNoneWithoutAWholeWindow() {
        assertThat(norm(MarketWindow.H1, "2014-01-06T17:30:00Z", "2014-01-06T16:00:00Z"))
                .isNull();
        assertThat(norm(MarketWindow.D1, "2014-01-06T17:30:00Z", "2014-01-03T05:00:00Z"))
                .isNull();
    }

    @Property
    void neverReachesIntoTheWindowNorBeyondTwentyLengths(
            @ForAll @LongRange(min = 1_300_000_000L, max = 1_700_000_000L) long seconds) {
        Instant from = Instant.ofEpochSecond(seconds);
        for (MarketWindow window : MarketWindow.values()) {
            Norm norm = Norm.before(window, from, Instant.EPOCH, CALENDAR);
            assertThat(norm).isNotNull();
            assertThat(Spans.from(norm.interval(), norm.end(), CALENDAR)).isBeforeOrEqualTo(from);
            assertThat(norm.windows()).isBetween(1.0, 20.0);
        }
    }

    private static Norm norm(MarketWindow window, String from, String oldest) {
        return Norm.before(window, Instant.parse(from), Instant.parse(oldest), CALENDAR);
    }
}
