package io.tickvox.sources.internal;

import io.tickvox.model.Rejection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Instants as sources write them, held to milliseconds and to the years in which a post or a trade can be. */
public final class Times {
    /** 1970-01-02: the first moment that is not a zero in disguise. */
    private static final long FIRST = 86_400_000L;

    /** 2200-01-01, exclusive. */
    private static final long LAST = 7_258_118_400_000L;

    private Times() {}

    /** Whether {@code millis} since 1970 can be the time of a post or a trade. */
    public static boolean isPlausible(long millis) {
        return millis >= FIRST && millis < LAST;
    }

    /**
     * The instant of {@code millis} since 1970.
     *
     * @throws UnreadableException naming {@code field} if nothing can have been written or traded then
     */
    public static Instant ofMillis(String field, long millis) {
        if (!isPlausible(millis)) {
            throw new UnreadableException(
                    Rejection.Reason.INVALID_FIELD,
                    "Invalid field '" + field + "': expected a time from 1970 to 2199, found " + millis + " ms");
        }
        return Instant.ofEpochMilli(millis);
    }

    /** As {@link #ofMillis} for seconds since 1970. */
    public static Instant ofSeconds(String field, long seconds) {
        return ofMillis(field, seconds > LAST / 1000 || seconds < 0 ? LAST : seconds * 1000);
    }

    /**
     * The instant that {@code text} writes in ISO-8601 with an offset or {@code Z}.
     *
     * @throws UnreadableException naming {@code field} if it writes none
     */
    public static Instant ofIso(String field, String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return ofMillis(field, instant.truncatedTo(ChronoUnit.MILLIS).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw UnreadableException.invalid(field, "a time such as 2014-01-02T05:00:00Z", text);
        }
    }
}
