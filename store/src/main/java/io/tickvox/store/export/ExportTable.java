package io.tickvox.store.export;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table or view that can be exported.
 *
 * @param name its name
 * @param key the columns of its key, by which it is sorted
 * @param time the column that a range of time is about; null if it has none
 */
record ExportTable(String name, List<String> key, @Nullable String time) {
    /** All, in the order of the data's way. */
    static final List<ExportTable> ALL = List.of(
            new ExportTable("post", List.of("source", "post_id"), "created_at"),
            new ExportTable("mention", List.of("source", "post_id", "symbol"), "created_at"),
            new ExportTable("sentiment_bar", List.of("symbol", "interval", "start"), "start"),
            new ExportTable("price_bar", List.of("symbol", "interval", "start"), "start"),
            new ExportTable("market_bar", List.of("symbol", "interval", "start"), "start"),
            new ExportTable("model_live", List.of("model", "day"), null),
            new ExportTable("factor", List.of("symbol", "at"), "at"),
            new ExportTable("alert", List.of("id"), "at"),
            new ExportTable("delivery", List.of("id"), "updated_at"),
            new ExportTable("rejection", List.of("source", "position"), "observed_at"),
            new ExportTable("run", List.of("id"), "started_at"),
            new ExportTable("task", List.of("id"), "started_at"),
            new ExportTable("quality_check", List.of("id"), "checked_at"),
            new ExportTable("source_status", List.of("source"), null),
            new ExportTable("coverage_gap", List.of("source", "start", "symbol"), "start"),
            new ExportTable("source_memory", List.of("source", "key"), "updated_at"),
            new ExportTable("listing", List.of("symbol"), null),
            new ExportTable("instance", List.of("key"), null),
            new ExportTable("post_tombstone", List.of("source", "post_id"), "deleted_at"),
            new ExportTable("account_change", List.of("source", "author_id"), null),
            new ExportTable("recompute_queue", List.of("symbol", "start"), "start"),
            new ExportTable("recomputed_session", List.of("symbol", "start"), "start"));

    /**
     * The table of that name.
     *
     * @throws TickvoxException {@link ErrorCode#UNKNOWN_TABLE} naming the one that may be meant, and all
     */
    static ExportTable named(String name) {
        return find(name).orElseThrow(() -> {
            ExportTable near = ALL.stream()
                    .min(Comparator.comparingInt(table -> distance(name, table.name)))
                    .orElseThrow();
            boolean meant = distance(name, near.name) <= Math.max(2, near.name.length() / 3);
            return new TickvoxException(
                    ErrorCode.UNKNOWN_TABLE,
                    "Cannot find table '" + name + "'." + (meant ? " Did you mean '" + near.name + "'?" : "")
                            + " The tables are: "
                            + String.join(
                                    ", ", ALL.stream().map(ExportTable::name).toList()));
        });
    }

    private static Optional<ExportTable> find(String name) {
        return ALL.stream().filter(table -> table.name.equals(name)).findFirst();
    }

    /** Levenshtein's edit distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
