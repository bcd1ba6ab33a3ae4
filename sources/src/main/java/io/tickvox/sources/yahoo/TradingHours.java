package io.tickvox.sources.yahoo;

import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

/**
 * When shares are traded in New York, before and after the regular session included: 04:00 to 20:00 of a session's day; and
 * crypto pairs at all times.
 */
final class TradingHours {
    private static final LocalTime FIRST = LocalTime.of(4, 0);
    private static final LocalTime LAST = LocalTime.of(20, 0);

    /** A pair such as BTC-USD. */
    private static final Pattern CRYPTO =
            Pattern.compile("[A-Z0-9]{1,12}-(USD|USDT|USDC|EUR|GBP|JPY|CAD|AUD|CHF|INR|KRW|BTC|ETH)");

    private TradingHours() {}

    /** Whether {@code symbol} is traded at {@code at}. */
    static boolean contain(Instant at, String symbol) {
        return contain(at) || CRYPTO.matcher(symbol).matches();
    }

    /** Whether {@code symbol} is traded at {@code at} in the regular session, if it is a share. */
    static boolean areRegular(Instant at, String symbol) {
        LocalDate date = at.atZone(SessionCalendar.ZONE).toLocalDate();
        SessionCalendar nyse = SessionCalendar.nyse();
        return CRYPTO.matcher(symbol).matches()
                || nyse.isSession(date) && !at.isBefore(nyse.open(date)) && at.isBefore(nyse.close(date));
    }

    static boolean contain(Instant at) {
        ZonedDateTime local = at.atZone(SessionCalendar.ZONE);
        LocalTime time = local.toLocalTime();
        return SessionCalendar.nyse().isSession(local.toLocalDate()) && !time.isBefore(FIRST) && time.isBefore(LAST);
    }
}
