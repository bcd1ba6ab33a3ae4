package io.tickvox.sources.file;

import io.tickvox.model.Envelope;
import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.model.SessionCalendar;
import io.tickvox.model.Symbols;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Daily price bars as CSV: a header line and a row (or several) under it. Columns are found by name: {@code ticker} or
 * {@code symbol}, {@code date} (ISO-8601), {@code open}, {@code high}, {@code low}, {@code close}, and, if there, {@code
 * volume}; others are left alone. Prices are taken as they stand, not adjusted for dividends.
 */
public final class PriceCsvMapper implements Mapper {
    private static final int NONE = -1;

    @Override
    public void map(Envelope envelope, String position, Consumer<? super Normalised> out) {
        Payload payload = new Payload(envelope, position, out);
        List<String> lines = new String(envelope.payload(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.size() < 2) {
            payload.reject(Rejection.Reason.MALFORMED, "Cannot read CSV: expected a header and a row under it");
            return;
        }
        Columns columns;
        try {
            columns = Columns.of(cells(lines.get(0)));
        } catch (UnreadableException e) {
            payload.reject(e.reason(), e.getMessage());
            return;
        }
        for (int i = 1; i < lines.size(); i++) {
            String row = lines.get(i);
            int ordinal = i - 1;
            payload.map(
                    ordinal,
                    lines.size() == 2 ? null : () -> row.getBytes(StandardCharsets.UTF_8),
                    () -> bar(columns, cells(row), payload, ordinal));
        }
    }

    private static Quote bar(Columns columns, String[] row, Payload payload, int ordinal) {
        if (row.length != columns.count) {
            throw new UnreadableException(
                    Rejection.Reason.MALFORMED,
                    "Cannot read CSV: expected " + columns.count + " cells as in the header, found " + row.length);
        }
        String symbol = Symbols.normalise(row[columns.symbol]);
        if (symbol.isEmpty() || symbol.length() > Symbols.MAX_LENGTH) {
            throw UnreadableException.invalid("ticker", "a symbol", row[columns.symbol]);
        }
        return new Quote(
                payload.source(),
                symbol,
                Quote.Kind.BAR,
                Interval.D1,
                start(row[columns.date]),
                payload.observedAt(),
                ordinal,
                number("open", row[columns.open]),
                number("high", row[columns.high]),
                number("low", row[columns.low]),
                number("close", row[columns.close]),
                columns.volume == NONE || row[columns.volume].isEmpty() ? null : number("volume", row[columns.volume]));
    }

    private static Instant start(String date) {
        try {
            LocalDate day = LocalDate.parse(date);
            if (day.getYear() >= 1900 && day.getYear() < 2200) {
                return SessionCalendar.nyse().start(day);
            }
        } catch (DateTimeException e) {
            // Told below, as for a date that is out of range.
        }
        throw UnreadableException.invalid("date", "a date such as 2014-01-02", date);
    }

    private static double number(String column, String cell) {
        try {
            double value = Double.parseDouble(cell);
            if (isPlain(cell) && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as for what only Java takes for a number.
        }
        throw UnreadableException.invalid(column, "a number", cell);
    }

    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < '0' || c > '9') && ".+-eE".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String[] cells(String line) {
        String[] cells = line.split(",", -1);
        for (int i = 0; i < cells.length; i++) {
            String cell = cells[i].strip();
            boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
            cells[i] = quoted ? cell.substring(1, cell.length() - 1) : cell;
        }
        return cells;
    }

    /** Where the columns stand, from 0. */
    private record Columns(int count, int symbol, int date, int open, int high, int low, int close, int volume) {
        static Columns of(String[] header) {
            List<String> names = Arrays.stream(header)
                    .map(name -> name.replace("\ufeff", ""))
                    .toList();
            return new Columns(
                    names.size(),
                    index(names, "ticker", "symbol"),
                    index(names, "date", null),
                    index(names, "open", null),
                    index(names, "high", null),
                    index(names, "low", null),
                    index(names, "close", null),
                    find(names, "volume"));
        }

        private static int index(List<String> names, String name, @Nullable String otherName) {
            int index = find(names, name);
            if (index == NONE && otherName != null) {
                index = find(names, otherName);
            }
            if (index == NONE) {
                throw new UnreadableException(
                        Rejection.Reason.MISSING_FIELD,
                        "Cannot find column '" + name + "' among "
                                + UnreadableException.excerpt(String.join(", ", names)));
            }
            return index;
        }

        private static int find(List<String> names, String name) {
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(name)) {
                    return i;
                }
            }
            return NONE;
        }
    }
}
