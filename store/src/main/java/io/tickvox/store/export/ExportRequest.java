package io.tickvox.store.export;

import io.tickvox.model.Interval;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to export.
 *
 * @param table the table's or view's name
 * @param symbol only rows of this ticker; null for all
 * @param interval only bars of this length; null for all
 * @param from only rows from this time on; null for no bound
 * @param to only rows before this time; null for no bound
 * @param format how to write them
 */
public record ExportRequest(
        String table,
        @Nullable String symbol,
        @Nullable Interval interval,
        @Nullable Instant from,
        @Nullable Instant to,
        ExportFormat format) {
    public ExportRequest {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(format, "format");
    }

    /** All of {@code table}. */
    public static ExportRequest all(String table, ExportFormat format) {
        return new ExportRequest(table, null, null, null, null, format);
    }
}
