package io.tickvox.sources.stocktwits;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which ticker to ask for next. What is asked for with a frequency proportional to the square root of how much comes is on
 * average least out of date (J. Cho, H. Garcia-Molina, "Effective page refresh policies for web crawlers", 2003, for the
 * same trade between pages); no ticker waits longer than a few equal rounds.
 */
final class Rotation {
    private static final double SMOOTHING = 0.3;
    private static final double LEAST_PER_HOUR = 1;
    private static final int LONGEST_IN_ROUNDS = 4;
    private static final double HOUR_MILLIS = 3_600_000;

    private record Turn(Instant polledAt, double perHour) {}

    private final Duration spacing;
    private final Map<String, Turn> turns = new LinkedHashMap<>();

    /** @param spacing between two calls */
    Rotation(Duration spacing) {
        this.spacing = spacing;
    }

    /** Takes {@code symbol} in, asked for last at {@code polledAt}. */
    void add(String symbol, Instant polledAt) {
        turns.putIfAbsent(symbol, new Turn(polledAt, LEAST_PER_HOUR));
    }

    /** Keeps no others than {@code symbols}. */
    void retain(List<String> symbols) {
        turns.keySet().retainAll(symbols);
    }

    /** Longest time between two calls for one ticker. */
    Duration longest() {
        return spacing.multipliedBy((long) LONGEST_IN_ROUNDS * Math.max(1, turns.size()));
    }

    /** The ticker whose turn it is. */
    String next(Instant now) {
        return turns.entrySet().stream()
                .max(Comparator.comparingDouble(entry -> urgency(entry.getValue(), now)))
                .orElseThrow()
                .getKey();
    }

    private double urgency(Turn turn, Instant now) {
        Duration waited = Duration.between(turn.polledAt, now);
        if (waited.compareTo(longest()) >= 0) {
            return Double.MAX_VALUE / 2 + waited.toMillis();
        }
        return waited.toMillis() * Math.sqrt(turn.perHour);
    }

    /** Notes that a call brought {@code found} new messages. */
    void polled(String symbol, Instant at, int found) {
        Turn before = turns.get(symbol);
        if (before == null) {
            return;
        }
        double hours = Math.max(1, Duration.between(before.polledAt, at).toMillis()) / HOUR_MILLIS;
        double rate = Math.max(LEAST_PER_HOUR, (1 - SMOOTHING) * before.perHour + SMOOTHING * (found / hours));
        turns.put(symbol, new Turn(at, rate));
    }
}
