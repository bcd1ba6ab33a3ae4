package io.tickvox.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A price as its source gave it: one trade, a snapshot of the last price, or a finished or running bar.
 *
 * @param source the feed, for example {@code finnhub}
 * @param symbol the ticker in Tickvox's form
 * @param kind which of the three it is
 * @param interval the bar's length; null unless {@link Kind#BAR}
 * @param at time of the trade or snapshot; start of the bar (for {@link Interval#D1}: midnight of the session's date in
 *     the exchange's zone)
 * @param observedAt when Tickvox received it
 * @param ordinal position inside its payload, from 0: orders trades of one millisecond
 * @param open the bar's open; for a trade or snapshot all four prices are its price. Above 0
 * @param high at least every other price
 * @param low at most every other price
 * @param close the bar's close
 * @param volume of a trade: its size; of a bar: its volume; of a snapshot: the day's volume so far. Not negative, null if
 *     not given
 */
public record Quote(
        String source,
        String symbol,
        Kind kind,
        @Nullable Interval interval,
        Instant at,
        Instant observedAt,
        int ordinal,
        double open,
        double high,
        double low,
        double close,
        @Nullable Double volume)
        implements Normalised {
    /** What a quote tells. */
    public enum Kind {
        TRADE,
        SNAPSHOT,
        BAR
    }

    public Quote {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(observedAt, "observedAt");
        if ((kind == Kind.BAR) != (interval != null)) {
            throw new IllegalArgumentException("Invalid quote of " + symbol + ": an interval belongs to a bar alone");
        }
        if (!(low > 0 && low <= open && low <= close && high >= open && high >= close) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("Invalid prices of " + symbol + ": open " + open + ", high " + high
                    + ", low " + low + ", close " + close);
        }
        if (volume != null && !(volume >= 0 && Double.isFinite(volume))) {
            throw new IllegalArgumentException("Invalid volume of " + symbol + ": " + volume);
        }
    }

    public static Quote trade(
            String source,
            String symbol,
            Instant at,
            Instant observedAt,
            int ordinal,
            double price,
            @Nullable Double volume) {
        return new Quote(source, symbol, Kind.TRADE, null, at, observedAt, ordinal, price, price, price, price, volume);
    }

    public static Quote snapshot(
            String source,
            String symbol,
            Instant at,
            Instant observedAt,
            int ordinal,
            double price,
            @Nullable Double dayVolume) {
        return new Quote(
                source, symbol, Kind.SNAPSHOT, null, at, observedAt, ordinal, price, price, price, price, dayVolume);
    }
}
