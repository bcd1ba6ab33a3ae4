package io.tickvox.app.runtime;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What the tables say of themselves, for the status page. */
final class TableCounts {
    private final DataSource database;

    TableCounts(DataSource database) {
        this.database = database;
    }

    /** Rejections by source. */
    Map<String, Long> rejected() throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select source, count(*) from rejection group by source")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counts;
    }

    /** The newest minute that has a bar. */
    Optional<Instant> newestMinute() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select greatest((select max(start) from sentiment_bar where \"interval\" = '1m'),"
                                + " (select max(start) from price_bar where \"interval\" = '1m'))")) {
            return rows.next() && rows.getTimestamp(1) != null
                    ? Optional.of(rows.getTimestamp(1).toInstant())
                    : Optional.empty();
        }
    }
}
