package io.tickvox.store.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV as RFC 4180 has it: lines end in CR LF; fields with a comma, quote, CR or LF are quoted, quotes doubled. */
final class CsvSink implements RowSink {
    private static final int BUFFER = 1 << 16;

    private final Writer out;

    CsvSink(OutputStream out, List<ExportColumn> columns) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        row(columns.stream().map(ExportColumn::name).toArray());
    }

    @Override
    public void row(@Nullable Object[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            Object value = values[i];
            if (value instanceof String text) {
                field(text);
            } else if (value instanceof Instant at) {
                out.write(Texts.of(at));
            } else if (value instanceof byte[] bytes) {
                field(Texts.of(bytes));
            } else if (value != null) {
                out.write(value.toString());
            }
        }
        out.write("\r\n");
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    private void field(String text) throws IOException {
        if (text.isEmpty() || needsQuotes(text)) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case ',', '"', '\r', '\n' -> {
                    return true;
                }
                default -> {
                    continue;
                }
            }
        }
        return false;
    }
}
