package io.tickvox.store.query;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prices of one ticker that were known at the overview's time. Nothing in it looks ahead. */
final class PriceHistory {
    private final SessionCalendar calendar;
    private final Instant asOf;
    private final List<Close> daily = new ArrayList<>();
    private final @Nullable Close[] points;
    private @Nullable Close minute;

    PriceHistory(SessionCalendar calendar, Instant asOf, int points) {
        this.calendar = calendar;
        this.asOf = asOf;
        this.points = new @Nullable Close[points];
    }

    /** A daily close; oldest first. */
    void addDaily(Close close) {
        daily.add(close);
    }

    /** The newest 1m bar. */
    void minute(Close close) {
        minute = close;
    }

    /** A price within a point of the window; the last one counts, in whatever order they come. */
    void point(int index, Close close) {
        Close known = points[index];
        if (known == null || known.start().isBefore(close.start())) {
            points[index] = close;
        }
    }

    @Nullable
    Quoted last() {
        Close trade = minute;
        Close day = lastDailyBefore(Interval.D1.startOf(asOf, calendar));
        if (trade != null) {
            Instant at = Interval.M1.endOf(trade.start(), calendar);
            if (day == null || !calendar.sessionClose(day.start()).isAfter(at)) {
                return new Quoted(trade.price(), at.isAfter(asOf) ? asOf : at, changePct(trade, trade.start()));
            }
        }
        return day == null
                ? null
                : new Quoted(day.price(), calendar.sessionClose(day.start()), changePct(day, day.start()));
    }

    /** Last price at the end of each point, from {@code from} on; where nothing traded, the one before holds. */
    @Nullable
    Double[] line(Instant from, long stepMillis) {
        @Nullable Double[] line = new @Nullable Double[points.length];
        Double known = null;
        int day = 0;
        for (int i = 0; i < points.length; i++) {
            Instant end = from.plusMillis((i + 1) * stepMillis);
            while (day < daily.size()
                    && !calendar.sessionClose(daily.get(day).start()).isAfter(end)) {
                known = daily.get(day++).price();
            }
            Close point = points[i];
            known = point == null ? known : Double.valueOf(point.price());
            line[i] = known;
        }
        return line;
    }

    private @Nullable Double changePct(Close price, Instant at) {
        Close previous = lastDailyBefore(price == minute ? Interval.D1.startOf(at, calendar) : price.start());
        return previous == null || previous.price() == 0
                ? null
                : Math.round((price.price() / previous.price() - 1) * 1_000_000) / 10_000.0;
    }

    private @Nullable Close lastDailyBefore(Instant session) {
        for (int i = daily.size() - 1; i >= 0; i--) {
            if (daily.get(i).start().isBefore(session)) {
                return daily.get(i);
            }
        }
        return null;
    }

    /** A price, its time, and its distance from the previous session's close in percent. */
    record Quoted(double price, Instant at, @Nullable Double changePct) {}
}
