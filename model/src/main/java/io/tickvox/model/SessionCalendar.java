package io.tickvox.model;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The trading sessions of the New York Stock Exchange and NASDAQ: 09:30 to 16:00 New York time, to 13:00 on half days.
 *
 * <p>A moment belongs to the session that closes next after it, so that what is said after the close, on a weekend or on a
 * holiday counts toward the next session. A session is named by midnight of its date in New York. Holidays are Jollyday's
 * {@code NYSE}; unscheduled closings and half days are tables here, from the exchange's own notices.
 */
public final class SessionCalendar {
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);

    /** Closings that no rule foretells: storms, attacks, and days of mourning. */
    private static final Set<LocalDate> UNSCHEDULED = Set.of(
            LocalDate.of(2001, 9, 11),
            LocalDate.of(2001, 9, 12),
            LocalDate.of(2001, 9, 13),
            LocalDate.of(2001, 9, 14),
            LocalDate.of(2004, 6, 11),
            LocalDate.of(2007, 1, 2),
            LocalDate.of(2012, 10, 29),
            LocalDate.of(2012, 10, 30),
            LocalDate.of(2018, 12, 5),
            LocalDate.of(2025, 1, 9));

    private static final SessionCalendar NYSE = new SessionCalendar();

    private final HolidayManager holidays;
    private final ConcurrentHashMap<Integer, Sessions> years = new ConcurrentHashMap<>();

    private SessionCalendar() {
        Properties properties = new Properties();
        holidays = HolidayManager.getInstance(ManagerParameters.create("NYSE", properties));
    }

    public static SessionCalendar nyse() {
        return NYSE;
    }

    /** Midnight, in New York, of the date of the session that {@code atMillis} belongs to; in milliseconds since 1970. */
    public long sessionStart(long atMillis) {
        int year = Instant.ofEpochMilli(atMillis).atZone(ZONE).getYear();
        Sessions sessions = year(year);
        int index = sessions.indexAt(atMillis);
        if (index < sessions.closes.length) {
            return sessions.starts[index];
        }
        return year(year + 1).starts[0];
    }

    /** The close of the session that starts, by name, at {@code start}. */
    public Instant sessionClose(Instant start) {
        return close(start.atZone(ZONE).toLocalDate());
    }

    /** The close of the session before the one that starts, by name, at {@code start}: from then on things belong to it. */
    public Instant sessionFrom(Instant start) {
        LocalDate date = start.atZone(ZONE).toLocalDate().minusDays(1);
        while (!isSession(date)) {
            date = date.minusDays(1);
        }
        return close(date);
    }

    /** The open of the session on {@code date}, whether or not there is one. */
    public Instant open(LocalDate date) {
        return date.atTime(OPEN).atZone(ZONE).toInstant();
    }

    /** The close of the session on {@code date}, whether or not there is one. */
    public Instant close(LocalDate date) {
        return date.atTime(isHalfDay(date) ? EARLY_CLOSE : CLOSE).atZone(ZONE).toInstant();
    }

    /** The name of the session on {@code date}: midnight in New York. */
    public Instant start(LocalDate date) {
        return date.atStartOfDay(ZONE).toInstant();
    }

    /** Whether the exchange trades on {@code date}. */
    public boolean isSession(LocalDate date) {
        return year(date.getYear()).dates.contains(date);
    }

    private Sessions year(int year) {
        return years.computeIfAbsent(year, this::load);
    }

    private Sessions load(int year) {
        Set<LocalDate> closed = new HashSet<>(UNSCHEDULED);
        for (Holiday holiday : holidays.getHolidays(Year.of(year))) {
            closed.add(holiday.getDate());
        }
        LocalDate[] dates = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(date -> date.getDayOfWeek() != DayOfWeek.SATURDAY
                        && date.getDayOfWeek() != DayOfWeek.SUNDAY
                        && !closed.contains(date))
                .toArray(LocalDate[]::new);
        long[] starts = new long[dates.length];
        long[] closes = new long[dates.length];
        for (int i = 0; i < dates.length; i++) {
            starts[i] = start(dates[i]).toEpochMilli();
            closes[i] = close(dates[i]).toEpochMilli();
        }
        return new Sessions(Set.of(dates), starts, closes);
    }

    /** 3 July and 24 December on a weekday before the holiday, and the day after Thanksgiving. */
    static boolean isHalfDay(LocalDate date) {
        return switch (date.getMonth()) {
            case JULY -> date.getDayOfMonth() == 3 && isMondayToThursday(date);
            case DECEMBER -> date.getDayOfMonth() == 24 && isMondayToThursday(date);
            case NOVEMBER ->
                date.equals(LocalDate.of(date.getYear(), Month.NOVEMBER, 1)
                        .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY))
                        .plusDays(1));
            case JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, AUGUST, SEPTEMBER, OCTOBER -> false;
        };
    }

    private static boolean isMondayToThursday(LocalDate date) {
        return date.getDayOfWeek().getValue() <= DayOfWeek.THURSDAY.getValue();
    }

    private record Sessions(Set<LocalDate> dates, long[] starts, long[] closes) {
        /** Index of the first session that closes after {@code atMillis}. */
        int indexAt(long atMillis) {
            int low = 0;
            int high = closes.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (closes[middle] > atMillis) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
