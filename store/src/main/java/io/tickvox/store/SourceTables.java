package io.tickvox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the tables say of live sources: their memory, their state, and when they could not see. */
public final class SourceTables {
    /**
     * A row of {@code source_status}.
     *
     * @param state one that the table knows, in lower case
     * @param lagMs in milliseconds; null if unknown
     */
    public record StatusRow(
            String source,
            String state,
            String detail,
            long landed,
            @Nullable Instant lastAt,
            @Nullable Long lagMs) {}

    /**
     * A row of {@code coverage_gap}.
     *
     * @param symbol the only ticker that it is of; null for all
     * @param end null while it lasts
     * @param missing what is, one that the table knows
     */
    public record GapRow(
            String source,
            @Nullable String symbol,
            Instant start,
            @Nullable Instant end,
            String missing,
            String reason) {}

    private SourceTables() {}

    /** All that is remembered of {@code source}, by key. */
    public static Map<String, String> memory(Connection connection, String source) throws SQLException {
        Map<String, String> memory = new HashMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select key, value from source_memory where source = ?")) {
            statement.setString(1, source);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    memory.put(row.getString(1), row.getString(2));
                }
            }
        }
        return memory;
    }

    /** Remembers {@code values}, all or none. */
    public static void remember(Connection connection, String source, Map<String, String> values, Instant now)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into source_memory as t (source, key, value, updated_at)"
                        + " select ?, u.key, u.value, ? from unnest(?::text[], ?::text[]) as u (key, value)"
                        + " on conflict (source, key) do update set value = excluded.value, updated_at = excluded.updated_at"
                        + " where t.value is distinct from excluded.value")) {
            List<String> keys = List.copyOf(values.keySet());
            statement.setString(1, source);
            statement.setTimestamp(2, Timestamp.from(now));
            TextArray.set(statement, 3, keys, key -> key);
            TextArray.set(statement, 4, keys, key -> Column.storable(values.get(key)));
            statement.executeUpdate();
        }
    }

    /** The gaps of {@code source} that last. */
    public static List<GapRow> openGaps(Connection connection, String source) throws SQLException {
        List<GapRow> gaps = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select symbol, start, missing, reason from coverage_gap where source = ? and \"end\" is null order by start")) {
            statement.setString(1, source);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String symbol = row.getString(1);
                    gaps.add(new GapRow(
                            source,
                            symbol.isEmpty() ? null : symbol,
                            row.getTimestamp(2).toInstant(),
                            null,
                            row.getString(3),
                            row.getString(4)));
                }
            }
        }
        return gaps;
    }

    /** Writes gaps, each over that of the same source, start and ticker. */
    public static void writeGaps(Connection connection, Collection<GapRow> gaps, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into coverage_gap (source, start, \"end\", reason, updated_at, symbol, missing)"
                        + " values (?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (source, start, symbol) do update set \"end\" = excluded.\"end\","
                        + " missing = excluded.missing, reason = excluded.reason, updated_at = excluded.updated_at")) {
            for (GapRow gap : gaps) {
                statement.setString(1, gap.source());
                statement.setTimestamp(2, Timestamp.from(gap.start()));
                Instant end = gap.end();
                statement.setTimestamp(3, end == null ? null : Timestamp.from(end));
                statement.setString(4, Column.storable(gap.reason()));
                statement.setTimestamp(5, Timestamp.from(now));
                statement.setString(6, Objects.requireNonNullElse(gap.symbol(), ""));
                statement.setString(7, gap.missing());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Removes gaps that were filled. */
    public static void removeGaps(Connection connection, Collection<GapRow> gaps) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from coverage_gap where source = ? and start = ? and symbol = ?")) {
            for (GapRow gap : gaps) {
                statement.setString(1, gap.source());
                statement.setTimestamp(2, Timestamp.from(gap.start()));
                statement.setString(3, Objects.requireNonNullElse(gap.symbol(), ""));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Writes how sources are. */
    public static void writeStatus(Connection connection, Collection<StatusRow> rows, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into source_status as t (source, state, detail, landed, last_at, lag_ms, updated_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (source) do update set state = excluded.state,"
                        + " detail = excluded.detail, landed = excluded.landed, last_at = excluded.last_at,"
                        + " lag_ms = excluded.lag_ms, updated_at = excluded.updated_at"
                        + " where (t.state, t.detail, t.landed, t.last_at, t.lag_ms) is distinct from"
                        + " (excluded.state, excluded.detail, excluded.landed, excluded.last_at, excluded.lag_ms)")) {
            for (StatusRow row : rows) {
                statement.setString(1, row.source());
                statement.setString(2, row.state());
                statement.setString(3, Column.storable(row.detail()));
                statement.setLong(4, row.landed());
                Instant lastAt = row.lastAt();
                statement.setTimestamp(5, lastAt == null ? null : Timestamp.from(lastAt));
                statement.setObject(6, row.lagMs(), Types.BIGINT);
                statement.setTimestamp(7, Timestamp.from(now));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** How sources were when that was last written, by name. */
    public static List<StatusRow> status(Connection connection) throws SQLException {
        List<StatusRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "select source, state, detail, landed, last_at, lag_ms from source_status order by source");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Timestamp lastAt = row.getTimestamp(5);
                rows.add(new StatusRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        lastAt == null ? null : lastAt.toInstant(),
                        row.getObject(6, Long.class)));
            }
        }
        return rows;
    }
}
