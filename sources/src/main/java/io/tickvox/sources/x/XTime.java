package io.tickvox.sources.x;

import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as X writes them: {@code Wed Jan 01 03:59:03 +0000 2014} in API v1.1, and inside every id since November 2010. */
final class XTime {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int LENGTH = 30;

    /** Ids below this were counted, not made from the time: the last of them is of 4 November 2010. */
    private static final long FIRST_SNOWFLAKE = 29_700_859_248L;

    private static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;
    private static final int SNOWFLAKE_SEQUENCE_BITS = 22;

    private XTime() {}

    /**
     * The instant that {@code text} writes in the form of API v1.1; the day of the week is not looked at.
     *
     * @throws UnreadableException naming {@code created_at} if it has another form
     */
    static Instant parse(String text) {
        long seconds = text.length() == LENGTH ? seconds(text) : Long.MIN_VALUE;
        if (seconds == Long.MIN_VALUE) {
            throw UnreadableException.invalid("created_at", "a time such as Wed Jan 01 03:59:03 +0000 2014", text);
        }
        return Times.ofSeconds("created_at", seconds);
    }

    private static long seconds(String text) {
        int month = month(text);
        int day = number(text, 8, 2);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        int offsetHours = number(text, 21, 2);
        int offsetMinutes = number(text, 23, 2);
        int year = number(text, 26, 4);
        char sign = text.charAt(20);
        boolean marks = text.charAt(3) == ' '
                && text.charAt(7) == ' '
                && text.charAt(10) == ' '
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(19) == ' '
                && (sign == '+' || sign == '-')
                && text.charAt(25) == ' ';
        boolean inRange = month > 0
                && year >= 1970
                && day >= 1
                && day <= length(month, year)
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second <= 60
                && offsetHours >= 0
                && offsetHours < 19
                && offsetMinutes >= 0
                && offsetMinutes < 60;
        if (!marks || !inRange) {
            return Long.MIN_VALUE;
        }
        int offset = (offsetHours * 60 + offsetMinutes) * 60;
        return daysSince1970(year, month, day) * 86_400L
                + hour * 3_600L
                + minute * 60L
                + second
                - (sign == '+' ? offset : -offset);
    }

    /** 1 to 12 for the month's name at its place, 0 if there is none. */
    private static int month(String text) {
        for (int i = 0; i < MONTHS.length(); i += 3) {
            if (text.regionMatches(4, MONTHS, i, 3)) {
                return i / 3 + 1;
            }
        }
        return 0;
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int length(int month, int year) {
        return switch (month) {
            case 2 -> isLeap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Days from 1970-01-01 in the Gregorian calendar, counted in years that begin in March, after their leap day. */
    private static long daysSince1970(int year, int month, int day) {
        long y = month > 2 ? year : year - 1L;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return 365 * y + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
    }

    /** When the post of {@code id} was written, by its id; null for ids of before November 2010. */
    static @Nullable Instant ofId(String id) {
        if (id.length() > 19 || (id.length() == 19 && id.compareTo("9223372036854775807") > 0)) {
            return null;
        }
        long value = Long.parseLong(id);
        return value < FIRST_SNOWFLAKE
                ? null
                : Instant.ofEpochMilli((value >>> SNOWFLAKE_SEQUENCE_BITS) + SNOWFLAKE_EPOCH_MILLIS);
    }

    /**
     * As {@link #ofId}, for a post whose time is not given otherwise.
     *
     * @throws UnreadableException if the id tells no time
     */
    static Instant requiredOfId(String id) {
        Instant at = ofId(id);
        if (at == null) {
            throw UnreadableException.missing("created_at");
        }
        return at;
    }
}
