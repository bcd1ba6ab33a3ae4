package io.tickvox.store.export;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param name its name
 * @param kind what its values are
 */
record ExportColumn(String name, Kind kind) {
    /** The kinds of values, with the Java type that they are read as. */
    enum Kind {
        /** {@link String}. */
        TEXT,
        /** {@link Long}. */
        INTEGER,
        /** {@link Double}. */
        REAL,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link Instant}. */
        INSTANT,
        /** {@link String} that holds JSON. */
        JSON,
        /** {@code byte[]}. */
        BYTES
    }

    static List<ExportColumn> of(ResultSetMetaData metadata) throws SQLException {
        List<ExportColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            Kind kind =
                    switch (metadata.getColumnTypeName(i)) {
                        case "int2", "int4", "int8" -> Kind.INTEGER;
                        case "float4", "float8", "numeric" -> Kind.REAL;
                        case "bool" -> Kind.BOOLEAN;
                        case "timestamptz" -> Kind.INSTANT;
                        case "json", "jsonb" -> Kind.JSON;
                        case "bytea" -> Kind.BYTES;
                        default -> Kind.TEXT;
                    };
            columns.add(new ExportColumn(metadata.getColumnLabel(i), kind));
        }
        return columns;
    }

    /** The value in column {@code index}, from 1, of the current row. */
    @Nullable
    Object read(ResultSet rows, int index) throws SQLException {
        Object value =
                switch (kind) {
                    case TEXT, JSON -> rows.getString(index);
                    case INTEGER -> rows.getLong(index);
                    case REAL -> rows.getDouble(index);
                    case BOOLEAN -> rows.getBoolean(index);
                    case INSTANT -> instant(rows.getObject(index, OffsetDateTime.class));
                    case BYTES -> rows.getBytes(index);
                };
        return rows.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
