package io.tickvox.sources.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tickers that an API says it does not know. It may come to know them, so they are asked for again, but seldom. */
public final class UnknownSymbols {
    /** How long a ticker that is not known is left alone. */
    static final Duration PAUSE = Duration.ofHours(6);

    private final Map<String, Instant> askedAt = new TreeMap<>();

    /** Whether {@code symbol} is not known and not worth asking for again yet. */
    public boolean isLeftAlone(String symbol, Instant now) {
        Instant asked = askedAt.get(symbol);
        return asked != null && now.isBefore(asked.plus(PAUSE));
    }

    /** When {@code symbol} was asked for last and found not to be known; empty if it is known, as far as one knows. */
    public Optional<Instant> askedAt(String symbol) {
        return Optional.ofNullable(askedAt.get(symbol));
    }

    /** The API has said at {@code now} that it does not know {@code symbol}. */
    public void add(String symbol, Instant now) {
        askedAt.put(symbol, now);
    }

    /** The API knows {@code symbol}. */
    public void remove(String symbol) {
        askedAt.remove(symbol);
    }

    /** For people, to follow other words: which they are; empty if there are none. */
    public String words() {
        return askedAt.isEmpty() ? "" : "; unknown there: " + String.join(", ", askedAt.keySet());
    }
}
