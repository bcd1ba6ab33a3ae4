package io.tickvox.store.export;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.Interval;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Exports tables and views as they stand at one moment. */
public final class TableExport {
    private static final int ROWS_A_FETCH = 2_000;

    private final DataSource dataSource;

    private TableExport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public static TableExport of(DataSource dataSource) {
        return new TableExport(dataSource);
    }

    /** The tables and views that can be exported. */
    public static List<String> tables() {
        return ExportTable.ALL.stream().map(ExportTable::name).toList();
    }

    /**
     * Throws what {@link #export} would throw of {@code request} itself; needs no database.
     *
     * @throws TickvoxException {@link ErrorCode#UNKNOWN_TABLE}
     */
    public static void check(ExportRequest request) {
        ExportTable.named(request.table());
    }

    /**
     * Writes the rows, sorted by key: texts in the database's order, which is by code point in the embedded one.
     *
     * @param out left open
     * @return how many rows were written
     * @throws TickvoxException {@link ErrorCode#UNKNOWN_TABLE}, {@link ErrorCode#INVALID_ARGUMENT} for a filter on a
     *     column that the table has not, {@link ErrorCode#POSTGRES_UNAVAILABLE}
     * @throws IOException if {@code out} fails
     */
    public long export(ExportRequest request, OutputStream out) throws IOException {
        ExportTable table = ExportTable.named(request.table());
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return export(connection, table, request, out);
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
            }
        } catch (SQLException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE, "Cannot read table '" + table.name() + "': " + e.getMessage(), e);
        }
    }

    private static long export(Connection connection, ExportTable table, ExportRequest request, OutputStream out)
            throws SQLException, IOException {
        List<Object> parameters = new ArrayList<>();
        String sql = sql(table, request, columns(connection, table), parameters);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_A_FETCH);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return write(rows, table, request.format(), out);
            }
        }
    }

    private static long write(ResultSet rows, ExportTable table, ExportFormat format, OutputStream out)
            throws SQLException, IOException {
        List<ExportColumn> columns = ExportColumn.of(rows.getMetaData());
        RowSink sink =
                switch (format) {
                    case CSV -> new CsvSink(out, columns);
                    case NDJSON -> new NdjsonSink(out, columns);
                    case PARQUET -> new ParquetSink(out, table, columns);
                };
        long count = 0;
        @Nullable Object[] values = new Object[columns.size()];
        while (rows.next()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = columns.get(i).read(rows, i + 1);
            }
            sink.row(values);
            count++;
        }
        sink.finish();
        return count;
    }

    private static List<String> columns(Connection connection, ExportTable table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select * from " + table.name() + " limit 0");
                ResultSet none = statement.executeQuery()) {
            return ExportColumn.of(none.getMetaData()).stream()
                    .map(ExportColumn::name)
                    .toList();
        }
    }

    private static String sql(ExportTable table, ExportRequest request, List<String> columns, List<Object> parameters) {
        List<String> conditions = new ArrayList<>();
        String symbol = request.symbol();
        if (symbol != null) {
            require(columns.contains("symbol"), "--symbol", table, columns);
            conditions.add("symbol = ?");
            parameters.add(symbol);
        }
        Interval interval = request.interval();
        if (interval != null) {
            require(columns.contains("interval"), "--interval", table, columns);
            conditions.add("interval = ?");
            parameters.add(interval.id());
        }
        Instant from = request.from();
        if (from != null) {
            require(table.time() != null, "--from", table, columns);
            conditions.add(table.time() + " >= ?");
            parameters.add(from.atOffset(ZoneOffset.UTC));
        }
        Instant to = request.to();
        if (to != null) {
            require(table.time() != null, "--to", table, columns);
            conditions.add(table.time() + " < ?");
            parameters.add(to.atOffset(ZoneOffset.UTC));
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return "select * from " + table.name() + where + " order by " + String.join(", ", table.key());
    }

    private static void require(boolean has, String option, ExportTable table, List<String> columns) {
        if (!has) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot use " + option + " with table '" + table.name() + "': it has only the columns "
                            + String.join(", ", columns));
        }
    }
}
