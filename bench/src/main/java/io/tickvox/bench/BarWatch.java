package io.tickvox.bench;

import io.tickvox.store.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Watches how many posts the bars in PostgreSQL hold. */
final class BarWatch implements AutoCloseable {
    private static final String SQL = "select coalesce(sum(posts), 0) from sentiment_bar where interval = '1m'";
    private static final long POLL_MILLIS = 200;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Connection connection;
    private final PreparedStatement query;

    private BarWatch(Connection connection) throws SQLException {
        this.connection = connection;
        this.query = connection.prepareStatement(SQL);
    }

    static BarWatch open(DatabaseAddress database) throws SQLException {
        return new BarWatch(database.connect());
    }

    /** Posts in all bars of a minute, a post counted once for each of its symbols. */
    long posts() throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Returns what the bars hold as soon as that is more than {@code before}. */
    long awaitMoreThan(long before) throws SQLException, InterruptedException {
        return await(before + 1);
    }

    /**
     * Returns when the bars hold {@code expected} posts.
     *
     * @throws IllegalStateException if they come to hold more, or stay at less for two minutes
     */
    void awaitExactly(long expected) throws SQLException, InterruptedException {
        long reached = await(expected);
        if (reached > expected) {
            throw new IllegalStateException("The bars hold " + reached + " posts where " + expected + " have landed");
        }
    }

    private long await(long expected) throws SQLException, InterruptedException {
        long last = -1;
        long since = System.nanoTime();
        while (true) {
            long now = posts();
            if (now >= expected) {
                return now;
            }
            if (now != last) {
                last = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > PATIENCE_NANOS) {
                throw new IllegalStateException(
                        "The bars stay at " + now + " posts where " + expected + " have landed");
            }
            pause();
        }
    }

    private synchronized void pause() throws InterruptedException {
        wait(POLL_MILLIS);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
