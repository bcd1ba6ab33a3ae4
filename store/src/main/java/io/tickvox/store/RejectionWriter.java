package io.tickvox.store;

import io.tickvox.model.Rejection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Writes rejections; the first one of a position stays. */
public final class RejectionWriter implements TableWriter<Rejection> {
    private static final UnnestUpsert<Rejection> INSERT = UnnestUpsert.keeping(
            "rejection",
            List.of(
                    Column.text("source", Rejection::source),
                    Column.text("position", Rejection::position),
                    Column.instant("observed_at", Rejection::observedAt),
                    Column.text("reason", rejection -> rejection.reason().name()),
                    Column.text("message", Rejection::message),
                    Column.bytes("payload", Rejection::payload)),
            2);

    @Override
    public String table() {
        return "rejection";
    }

    @Override
    public String key(Rejection rejection) {
        return rejection.source() + " " + rejection.position();
    }

    @Override
    public void write(Connection connection, Collection<? extends Rejection> rows) throws SQLException {
        INSERT.write(connection, rows);
    }
}
