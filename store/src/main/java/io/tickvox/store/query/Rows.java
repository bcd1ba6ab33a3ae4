package io.tickvox.store.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Columns of a row as the types used here. */
final class Rows {
    private Rows() {}

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static @Nullable Double nullableDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Hands each row of {@code query} to {@code action}. */
    static void each(Query query, RowAction action) {
        query.scanResultSet((results, context) -> {
            ResultSet row = results.get();
            while (row.next()) {
                action.accept(row);
            }
            return row;
        });
    }

    /** Takes the row that the result stands on. */
    interface RowAction {
        void accept(ResultSet row) throws SQLException;
    }

    /** {@code at} as the driver takes it. */
    static OffsetDateTime parameter(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
