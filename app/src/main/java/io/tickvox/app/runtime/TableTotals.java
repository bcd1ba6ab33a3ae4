package io.tickvox.app.runtime;

import io.tickvox.store.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How much the tables hold.
 *
 * @param posts distinct posts
 * @param rejected payloads or parts of them that could not be read
 * @param rejectedPosts of {@code rejected}, those that were not prices
 * @param mentions of tickers in posts
 * @param noise posts among the mentioned that are promotion or spam
 * @param sentimentBars of all intervals
 * @param priceBars of all intervals
 */
record TableTotals(
        long posts, long rejected, long rejectedPosts, long mentions, long noise, long sentimentBars, long priceBars) {
    private static final String SQL = """
            select (select count(*) from post),
                   (select count(*) from rejection),
                   (select count(*) from rejection where source not in ('file', 'finnhub', 'yahoo')),
                   (select count(*) from mention),
                   (select count(distinct (source, post_id)) from mention where noise >= 0.5),
                   (select count(*) from sentiment_bar),
                   (select count(*) from price_bar)""";

    static TableTotals of(DatabaseAddress database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            row.next();
            return new TableTotals(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7));
        }
    }
}
