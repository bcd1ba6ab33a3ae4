package io.tickvox.pipeline.core;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Merges shorter price bars to longer ones: 15m of 1m, 1h of 15m, 1d of the 15m bars of the regular session. Sessions open
 * and close on quarters of an hour, so no bar is cut.
 */
public final class PriceFold {
    private final SessionCalendar calendar;

    public PriceFold(SessionCalendar calendar) {
        this.calendar = calendar;
    }

    /** The interval that bars of {@code interval} are merged from; null for the shortest. */
    public static @Nullable Interval child(Interval interval) {
        return switch (interval) {
            case M1 -> null;
            case M15 -> Interval.M1;
            case H1, D1 -> Interval.M15;
        };
    }

    /**
     * Merges what {@code cells} holds, by {@link BarKey}, into the bar of {@code interval} that starts at {@code start}.
     *
     * @return null if it holds nothing in that span
     */
    public @Nullable PriceSummary fold(Interval interval, long start, LongFunction<@Nullable PriceCell> cells) {
        Interval child = child(interval);
        if (child == null) {
            return null;
        }
        long from = start;
        long to = start + interval.length().toMillis();
        if (interval == Interval.D1) {
            LocalDate date =
                    Instant.ofEpochMilli(start).atZone(SessionCalendar.ZONE).toLocalDate();
            from = calendar.open(date).toEpochMilli();
            to = calendar.close(date).toEpochMilli();
        }
        PriceSummary merged = null;
        for (long at = from; at < to; at += child.length().toMillis()) {
            PriceCell cell = cells.apply(BarKey.of(child, at));
            PriceSummary summary = cell == null ? null : cell.summary();
            if (summary != null) {
                merged = merged == null ? summary : merged.then(summary);
            }
        }
        return merged;
    }
}
