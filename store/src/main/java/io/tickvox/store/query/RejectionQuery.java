package io.tickvox.store.query;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The payloads that no mapper could read. */
public final class RejectionQuery {
    /** Characters of a payload that are shown. */
    public static final int SHOWN_CHARS = 4_000;

    private static final String NEWEST = """
            select source, position, observed_at, reason, message,
                   substring(payload from 1 for :bytes) as payload, octet_length(payload) as payload_bytes
            from rejection
            where (cast(:at as timestamptz) is null or (observed_at, source, position) < (:at, :source, :id))
            order by observed_at desc, source desc, position desc
            limit :limit""";

    private final Jdbi jdbi;

    RejectionQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The newest rejections that stand after {@code before} in the list.
     *
     * @param before the last row of the page before; null for the first page
     * @param limit most rows to return
     */
    public List<RejectionRow> newest(@Nullable Cursor before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(NEWEST)
                .bind("bytes", 4 * SHOWN_CHARS)
                .bindByType("at", before == null ? null : Rows.parameter(before.at()), java.time.OffsetDateTime.class)
                .bind("source", before == null ? "" : before.source())
                .bind("id", before == null ? "" : before.id())
                .bind("limit", limit)
                .map((row, context) -> new RejectionRow(
                        row.getString("source"),
                        row.getString("position"),
                        Rows.instant(row, "observed_at"),
                        row.getString("reason"),
                        row.getString("message"),
                        shown(row.getBytes("payload")),
                        row.getLong("payload_bytes")))
                .list());
    }

    private static String shown(byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        return text.codePointCount(0, text.length()) <= SHOWN_CHARS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARS));
    }
}
