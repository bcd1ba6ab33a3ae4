package io.tickvox.sources.file;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.SessionCalendar;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file of daily prices: CSV whose first line names the columns, among them {@code date} (yyyy-mm-dd) and
 * {@code ticker} or {@code symbol}. A payload is the first line, a line feed and the row. A day's prices are known at the
 * close of its session, which is the row's time. A row that has other columns lands whatever its symbol, to be rejected.
 */
final class PriceRows extends FileRows {
    private final Header header;
    private final Set<String> symbols;
    private final Map<String, Long> closes = new HashMap<>();

    /** @param symbols those that land, in upper case; all if empty */
    PriceRows(InputFile file, Header header, Set<String> symbols) {
        super(file);
        this.header = header;
        this.symbols = symbols;
    }

    @Override
    @Nullable
    Row row(byte[] line, long number, long length) {
        if (number == 1) {
            return null;
        }
        List<String> fields = fields(new String(line, StandardCharsets.UTF_8));
        boolean sound = fields.size() == header.columns;
        if (sound
                && !symbols.isEmpty()
                && !symbols.contains(fields.get(header.symbol).toUpperCase(Locale.ROOT))) {
            return null;
        }
        long time = sound ? close(fields.get(header.date)) : EventTimes.NONE;
        byte[] payload = header.payload(line);
        return new Row(timeOr(time, Long.MAX_VALUE), file().index(), number, Layout.DAILY_PRICE, payload, length);
    }

    private long close(String date) {
        Long known = closes.get(date);
        if (known != null) {
            return known;
        }
        try {
            long close = SessionCalendar.nyse().close(LocalDate.parse(date)).toEpochMilli();
            closes.put(date, close);
            return close;
        } catch (DateTimeException e) {
            return EventTimes.NONE;
        }
    }

    /** The fields of a CSV row; quotes around a field may hold commas. */
    private static List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    /** A price file's first line, without the byte order mark it may begin with. */
    static final class Header {
        private final byte[] line;
        private final int columns;
        private final int symbol;
        private final int date;

        private Header(byte[] line, int columns, int symbol, int date) {
            this.line = line;
            this.columns = columns;
            this.symbol = symbol;
            this.date = date;
        }

        /** @throws TickvoxException {@link ErrorCode#FILE_UNREADABLE} if the first line of {@code file} is none */
        static Header of(InputFile file) {
            byte[] first;
            try (InputStream in = file.open(new InputFile.ByteCount())) {
                first = new Lines(in).next();
            } catch (IOException e) {
                throw new TickvoxException(
                        ErrorCode.FILE_UNREADABLE,
                        "Cannot read '" + file.path() + "': " + e.getMessage() + ". Fetch the file again",
                        e);
            }
            String text = first == null ? "" : new String(first, StandardCharsets.UTF_8);
            String line = text.startsWith("\uFEFF") ? text.substring(1) : text;
            List<String> names = fields(line.toLowerCase(Locale.ROOT));
            int symbol = Math.max(names.indexOf("ticker"), names.indexOf("symbol"));
            int date = names.indexOf("date");
            if (symbol < 0 || date < 0) {
                String posts = line.startsWith("{") ? " It looks like posts: give it with --posts" : "";
                throw new TickvoxException(
                        ErrorCode.FILE_UNREADABLE,
                        "Cannot read prices from '" + file.path()
                                + "': its first line must name the columns, among them date and ticker or symbol."
                                + posts);
            }
            return new Header(line.getBytes(StandardCharsets.UTF_8), names.size(), symbol, date);
        }

        private byte[] payload(byte[] row) {
            byte[] payload = new byte[line.length + 1 + row.length];
            System.arraycopy(line, 0, payload, 0, line.length);
            payload[line.length] = '\n';
            System.arraycopy(row, 0, payload, line.length + 1, row.length);
            return payload;
        }
    }
}
