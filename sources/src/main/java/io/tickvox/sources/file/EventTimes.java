package io.tickvox.sources.file;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads the times that posts carry, from bytes: {@code Wed Jan 01 03:59:03 +0000 2014} as in X API v1.1, and ISO-8601 with
 * a zone, as {@code 2021-05-06T00:00:00.000Z}, in X API v2.
 */
final class EventTimes {
    /** Stands for a time that cannot be read. */
    static final long NONE = Long.MIN_VALUE;

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long SECONDS_A_DAY = 86_400;

    private EventTimes() {}

    /** The time in {@code text} from {@code start} to {@code end}, in milliseconds since 1970, or {@link #NONE}. */
    static long parse(byte[] text, int start, int end) {
        int length = end - start;
        if (length == 30 && text[start + 3] == ' ') {
            return parseV1(text, start);
        }
        return length >= 20 && text[start + 4] == '-' ? parseIso(text, start, end) : NONE;
    }

    private static long parseV1(byte[] text, int start) {
        int month = month(text, start + 4);
        int day = digits(text, start + 8, 2);
        int second = second(text, start + 11);
        int offset = offset(text, start + 20, start + 25);
        int year = digits(text, start + 26, 4);
        return millis(year, month, day, second, offset, 0);
    }

    private static long parseIso(byte[] text, int start, int end) {
        byte separator = text[start + 10];
        if (text[start + 7] != '-' || (separator != 'T' && separator != ' ')) {
            return NONE;
        }
        int year = digits(text, start, 4);
        int month = digits(text, start + 5, 2);
        int day = digits(text, start + 8, 2);
        int second = second(text, start + 11);
        int at = start + 19;
        int millis = 0;
        if (text[at] == '.') {
            at++;
            int scale = 100;
            for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
                millis += (text[at] - '0') * scale;
                scale /= 10;
            }
        }
        int offset = at + 1 == end && text[at] == 'Z' ? 0 : offset(text, at, end);
        return millis(year, month, day, second, offset, millis);
    }

    private static long millis(int year, int month, int day, int second, int offset, int millis) {
        if (year < 0 || month < 1 || month > 12 || day < 1 || second < 0 || offset == Integer.MIN_VALUE) {
            return NONE;
        }
        try {
            return (LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY + second - offset) * 1_000 + millis;
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    private static int month(byte[] text, int at) {
        for (int month = 0; month < 12; month++) {
            if (text[at] == MONTHS.charAt(month * 3)
                    && text[at + 1] == MONTHS.charAt(month * 3 + 1)
                    && text[at + 2] == MONTHS.charAt(month * 3 + 2)) {
                return month + 1;
            }
        }
        return -1;
    }

    /** Second of the day of {@code hh:mm:ss}, or -1. */
    private static int second(byte[] text, int at) {
        int hour = digits(text, at, 2);
        int minute = digits(text, at + 3, 2);
        int second = digits(text, at + 6, 2);
        boolean valid = text[at + 2] == ':' && text[at + 5] == ':';
        if (!valid || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return -1;
        }
        return (hour * 60 + minute) * 60 + Math.min(second, 59);
    }

    /** Seconds that {@code +hhmm} or {@code +hh:mm} is ahead of UTC, or {@link Integer#MIN_VALUE}. */
    private static int offset(byte[] text, int at, int end) {
        int length = end - at;
        boolean colon = length == 6 && text[at + 3] == ':';
        if ((length != 5 && !colon) || (text[at] != '+' && text[at] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + (colon ? 4 : 3), 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static int digits(byte[] text, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
