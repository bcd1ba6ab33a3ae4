package io.tickvox.sources.yahoo;

import io.tickvox.sources.live.Position;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How far each ticker's bars have come, and when they were asked for last. */
final class ChartMarks {
    private record Mark(long bar, Instant at) {}

    private final Map<String, Mark> marks = new HashMap<>();
    private final Instant begin;

    ChartMarks(Position from) {
        begin = from.upTo();
        from.cursors().forEach((symbol, text) -> {
            if (text.matches("\\d{1,12}@\\d{1,15}")) {
                int at = text.indexOf('@');
                Instant polledAt = Instant.ofEpochMilli(Long.parseLong(text.substring(at + 1)));
                long bar = Math.min(Long.parseLong(text.substring(0, at)), minute(polledAt));
                marks.put(symbol, new Mark(bar, polledAt));
            }
        });
    }

    /** When each ticker was asked for last. */
    Map<String, Instant> polledAt() {
        return marks.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().at));
    }

    /** Forgets all but {@code symbols} and begins with those that are new at {@code from}. */
    void follow(List<String> symbols, Instant from) {
        marks.keySet().retainAll(symbols);
        symbols.forEach(symbol -> marks.putIfAbsent(symbol, new Mark(minute(from), from)));
    }

    /** The start of the minute that holds {@code at}, in seconds since 1970. */
    static long minute(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 60L) * 60;
    }

    /** Start of the newest bar known, or of the first to ask for. */
    long bar(String symbol) {
        return mark(symbol).bar;
    }

    private Mark mark(String symbol) {
        return marks.getOrDefault(symbol, new Mark(minute(begin), begin));
    }

    void polled(String symbol, long lastBar, Instant at) {
        marks.put(symbol, new Mark(Math.max(lastBar, bar(symbol)), at));
    }

    Position position() {
        Map<String, String> cursors = new TreeMap<>();
        marks.forEach((symbol, mark) -> cursors.put(symbol, mark.bar + "@" + mark.at.toEpochMilli()));
        return new Position(
                marks.values().stream().map(Mark::at).min(Instant::compareTo).orElse(begin), cursors);
    }
}
