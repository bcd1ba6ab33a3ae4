package io.tickvox.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Upserts a batch in one statement: an array a column, unnested into rows. One round trip and one plan for a batch of any
 * size; some 1.7 times as fast as a batch of single inserts. Rows are written in the order of their keys, so that two
 * batches with rows in common wait for each other and never for ever.
 *
 * @param <T> the row
 */
final class UnnestUpsert<T> {
    private final List<Column<T>> columns;
    private final int keys;
    private final BinaryOperator<T> merge;
    private final String sql;

    private UnnestUpsert(List<Column<T>> columns, int keys, BinaryOperator<T> merge, String sql) {
        this.columns = columns;
        this.keys = keys;
        this.merge = merge;
        this.sql = sql;
    }

    /**
     * An upsert after which the last row written is what the table holds.
     *
     * @param keys how many of {@code columns}, from the first on, are the key
     * @param ignored columns whose change alone is no reason to write, such as {@code updated_at}
     */
    static <T> UnnestUpsert<T> replacing(String table, List<Column<T>> columns, int keys, List<String> ignored) {
        List<String> values = columns.stream().skip(keys).map(Column::name).toList();
        String compared = values.stream()
                .filter(name -> !ignored.contains(name))
                .map(name -> "t." + name)
                .collect(Collectors.joining(", "));
        String set = values.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
        return new UnnestUpsert<>(
                columns,
                keys,
                (before, after) -> after,
                insert(table, columns, keys, "")
                        + " do update set " + set
                        + " where (" + compared + ") is distinct from (" + compared.replace("t.", "excluded.") + ")");
    }

    /** An insert that leaves rows alone whose key is there. */
    static <T> UnnestUpsert<T> keeping(String table, List<Column<T>> columns, int keys) {
        return new UnnestUpsert<>(
                columns, keys, (before, after) -> before, insert(table, columns, keys, "") + " do nothing");
    }

    /**
     * An upsert with a conflict clause of its own.
     *
     * @param where a condition on the rows to write, which are {@code u}; empty for all
     * @param merge what two rows of one key come to
     * @param onConflict what follows {@code on conflict (key)}; the table is {@code t}
     */
    static <T> UnnestUpsert<T> merging(
            String table, List<Column<T>> columns, int keys, String where, BinaryOperator<T> merge, String onConflict) {
        return new UnnestUpsert<>(columns, keys, merge, insert(table, columns, keys, where) + " " + onConflict);
    }

    private static <T> String insert(String table, List<Column<T>> columns, int keys, String where) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String key = columns.stream().limit(keys).map(Column::name).collect(Collectors.joining(", "));
        String arrays = columns.stream()
                .map(column -> "?::" + column.type().element() + "[]")
                .collect(Collectors.joining(", "));
        String converted = columns.stream()
                .map(column -> column.type().converted("u." + column.name()))
                .collect(Collectors.joining(", "));
        return "insert into " + table + " as t (" + names + ") select " + converted + " from unnest(" + arrays
                + ") as u (" + names + ")" + (where.isEmpty() ? "" : " where " + where) + " order by " + key
                + " on conflict (" + key + ")";
    }

    /** Writes {@code rows}, merging those of one key. */
    void write(Connection connection, Collection<? extends T> rows) throws SQLException {
        write(connection, rows, row -> {});
    }

    /** As {@link #write(Connection, Collection)}, telling what the conflict clause returns, if it does. */
    void write(Connection connection, Collection<? extends T> rows, Returned returned) throws SQLException {
        writeDistinct(connection, distinct(rows), returned);
    }

    /** As {@link #write(Connection, Collection, Returned)} of rows of which no two have one key. */
    void writeDistinct(Connection connection, Collection<? extends T> distinct, Returned returned) throws SQLException {
        if (distinct.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<Array> arrays = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                Column<T> column = columns.get(i);
                Object[] values = column.type().array(distinct.size());
                int at = 0;
                for (T row : distinct) {
                    values[at++] = column.value().apply(row);
                }
                Array array = connection.createArrayOf(column.type().element(), values);
                arrays.add(array);
                statement.setArray(i + 1, array);
            }
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        returned.row(result);
                    }
                }
            }
            for (Array array : arrays) {
                array.free();
            }
        }
    }

    /** Takes a row that a statement returned. */
    @FunctionalInterface
    interface Returned {
        void row(ResultSet result) throws SQLException;
    }

    private Collection<T> distinct(Collection<? extends T> rows) {
        Map<List<Object>, T> byKey = new LinkedHashMap<>(rows.size() * 2);
        for (T row : rows) {
            byKey.merge(key(row), row, merge);
        }
        return byKey.values();
    }

    private List<Object> key(T row) {
        Object[] key = new Object[keys];
        for (int i = 0; i < keys; i++) {
            key[i] = columns.get(i).value().apply(row);
        }
        return List.of(key);
    }
}
