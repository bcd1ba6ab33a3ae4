package io.tickvox.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * How a database stands, for {@code doctor} and health checks.
 *
 * @param reachable whether it answers
 * @param detail for people: the failure, or the version and the size
 * @param version the server's version, for example {@code 18.6}; empty if it does not answer
 * @param pendingMigrations how many migrations of this release it lacks; 0 if it does not answer
 * @param bytes size of the database; 0 if it does not answer
 * @param tableBytes size of each of our tables with its indices, by name
 */
public record DatabaseCheck(
        boolean reachable,
        String detail,
        String version,
        int pendingMigrations,
        long bytes,
        Map<String, Long> tableBytes) {
    public DatabaseCheck {
        tableBytes = java.util.Collections.unmodifiableMap(new TreeMap<>(tableBytes));
    }

    /** Whether it can be used as it is. */
    public boolean isHealthy() {
        return reachable && pendingMigrations == 0;
    }

    /** Asks {@code dataSource}; never throws for a database that fails. */
    public static DatabaseCheck of(DataSource dataSource) {
        String version;
        long bytes;
        Map<String, Long> tableBytes = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "select current_setting('server_version'), pg_database_size(current_database())")) {
                row.next();
                version = row.getString(1).split(" ", 2)[0];
                bytes = row.getLong(2);
            }
            try (ResultSet row = statement.executeQuery("select relname, pg_total_relation_size(oid) from pg_class"
                    + " where relkind = 'r' and relnamespace = 'public'::regnamespace")) {
                while (row.next()) {
                    tableBytes.put(row.getString(1), row.getLong(2));
                }
            }
        } catch (SQLException e) {
            return new DatabaseCheck(false, String.valueOf(e.getMessage()), "", 0, 0, Map.of());
        }
        int pending = Migrations.pending(dataSource);
        String detail = "PostgreSQL " + version + ", " + bytes / (1 << 20) + " MiB"
                + (pending == 0 ? "" : ", " + pending + " migrations to apply");
        return new DatabaseCheck(true, detail, version, pending, bytes, tableBytes);
    }

    /** Whether {@code dataSource} answers, and no more: cheap enough to ask each second. */
    public static boolean isReachable(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }
}
