package io.tickvox.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of the same columns in a format, each as soon as it comes; a table is written when it is closed. Values
 * are plain ones, as {@link Json} knows them.
 */
abstract class RecordWriter implements AutoCloseable {
    final TextOutput out;

    private RecordWriter(TextOutput out) {
        this.out = out;
    }

    /** A writer of many records. */
    static RecordWriter of(Format format, List<String> columns, TextOutput out) {
        return switch (format) {
            case TABLE -> new Table(columns, out);
            case JSON -> new Array(out);
            case NDJSON -> new Lines(out);
            case CSV -> new Csv(columns, out);
        };
    }

    /** Writes the one record that there is: in a table a line for each of its columns, in JSON an object. */
    static void writeOne(Format format, Map<String, ?> record, TextOutput out) {
        switch (format) {
            case TABLE -> {
                int width =
                        record.keySet().stream().mapToInt(String::length).max().orElse(0);
                record.forEach(
                        (name, value) -> out.println(name + " ".repeat(width - name.length() + 2) + plain(value)));
            }
            case JSON, NDJSON -> out.println(Json.text(record));
            case CSV -> {
                try (RecordWriter csv = new Csv(List.copyOf(record.keySet()), out)) {
                    csv.write(record);
                }
            }
        }
    }

    abstract void write(Map<String, ?> record);

    /** Ends the output; the stream below is flushed and stays open. */
    @Override
    public void close() {
        out.flush();
    }

    /** A value for a cell: nothing for null, the items of a list of plain values with spaces between them. */
    private static String plain(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return Json.decimal(number);
        }
        if (value instanceof List<?> items && items.stream().noneMatch(Map.class::isInstance)) {
            return items.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
        return value instanceof Map || value instanceof List ? Json.text(value) : value.toString();
    }

    private static final class Lines extends RecordWriter {
        Lines(TextOutput out) {
            super(out);
        }

        @Override
        void write(Map<String, ?> record) {
            out.println(Json.text(record));
        }
    }

    private static final class Array extends RecordWriter {
        private boolean started;

        Array(TextOutput out) {
            super(out);
        }

        @Override
        void write(Map<String, ?> record) {
            out.print(started ? ",\n" : "[\n");
            started = true;
            out.print(Json.text(record));
        }

        @Override
        public void close() {
            out.println(started ? "\n]" : "[]");
            super.close();
        }
    }

    private static final class Csv extends RecordWriter {
        private final List<String> columns;

        Csv(List<String> columns, TextOutput out) {
            super(out);
            this.columns = columns;
            line(columns);
        }

        @Override
        void write(Map<String, ?> record) {
            line(columns.stream().map(column -> plain(record.get(column))).toList());
        }

        private void line(List<String> cells) {
            out.println(cells.stream().map(Csv::quoted).collect(Collectors.joining(",")));
        }

        private static String quoted(String cell) {
            boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }
    }

    /** Leaves out columns in which nothing stands. */
    private static final class Table extends RecordWriter {
        private final List<String> columns;
        private final List<List<String>> rows = new ArrayList<>();

        Table(List<String> columns, TextOutput out) {
            super(out);
            this.columns = columns;
        }

        @Override
        void write(Map<String, ?> record) {
            rows.add(columns.stream()
                    .map(column -> plain(record.get(column)).replaceAll("\\p{Cntrl}", " "))
                    .toList());
        }

        @Override
        public void close() {
            int[] widths = new int[columns.size()];
            for (int i = 0; i < widths.length; i++) {
                int column = i;
                int widest = rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0);
                widths[i] = widest == 0 && !rows.isEmpty()
                        ? 0
                        : Math.max(columns.get(i).length(), widest);
            }
            line(columns, widths);
            rows.forEach(row -> line(row, widths));
            super.close();
        }

        private void line(List<String> cells, int[] widths) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] == 0) {
                    continue;
                }
                text.append(cells.get(i))
                        .append(" ".repeat(widths[i] - cells.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
