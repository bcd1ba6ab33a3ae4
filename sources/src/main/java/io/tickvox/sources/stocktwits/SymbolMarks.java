package io.tickvox.sources.stocktwits;

import io.tickvox.sources.live.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far each ticker has come: the newest message known and when it was last asked for. */
final class SymbolMarks {
    private record Mark(long id, Instant at) {
        String text() {
            return id + "@" + at.toEpochMilli();
        }

        static Mark of(String text, Instant otherwise) {
            if (!text.matches("\\d{1," + Page.MOST_DIGITS + "}@\\d{1,15}")) {
                return new Mark(0, otherwise);
            }
            int at = text.indexOf('@');
            return new Mark(
                    Long.parseLong(text.substring(0, at)),
                    Instant.ofEpochMilli(Long.parseLong(text.substring(at + 1))));
        }
    }

    private final Map<String, Mark> marks = new TreeMap<>();
    private final Instant begin;

    SymbolMarks(Position from) {
        begin = from.upTo();
        from.cursors().forEach((symbol, text) -> marks.put(symbol, Mark.of(text, begin)));
    }

    private Mark mark(String symbol) {
        return marks.getOrDefault(symbol, new Mark(0, begin));
    }

    /** Id of the newest message known; 0 if none is. */
    long since(String symbol) {
        return mark(symbol).id;
    }

    /** When it was last asked for; when to begin if it never was. */
    Instant at(String symbol) {
        return mark(symbol).at;
    }

    void seen(String symbol, long newest) {
        marks.put(symbol, new Mark(newest, at(symbol)));
    }

    void polled(String symbol, Instant at) {
        marks.put(symbol, new Mark(since(symbol), at));
    }

    /** Forgets all but {@code symbols}, and begins at {@code newBegin} with those that are new. */
    void follow(List<String> symbols, Instant newBegin) {
        marks.keySet().retainAll(symbols);
        symbols.forEach(symbol -> marks.putIfAbsent(symbol, new Mark(0, newBegin)));
    }

    /** All tickers have been seen up to when the one that has waited longest was asked for. */
    Position position() {
        Map<String, String> cursors = new TreeMap<>();
        marks.forEach((symbol, mark) -> cursors.put(symbol, mark.text()));
        return new Position(
                marks.values().stream().map(Mark::at).min(Instant::compareTo).orElse(begin), cursors);
    }
}
