package io.tickvox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions whose bars are to be computed anew, as {@link RecomputeWriter} asked for them. Whoever works it off takes
 * requests, computes, and then calls them done: one that was asked for again meanwhile stays.
 */
public final class RecomputeQueue {
    private static final String TAKE = "select symbol, start, requested_at, requests from recompute_queue"
            + " order by requested_at, symbol, start limit ?";

    private static final String DONE = "delete from recompute_queue where symbol = ? and start = ? and requests = ?";

    private RecomputeQueue() {}

    /** The {@code limit} requests that wait longest; they stay in the queue. */
    public static List<PendingRecompute> take(Connection connection, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setInt(1, limit);
            List<PendingRecompute> pending = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    pending.add(new PendingRecompute(
                            new RecomputeRequest(row.getString(1), MentionReader.instant(row, 2)),
                            MentionReader.instant(row, 3),
                            row.getLong(4)));
                }
            }
            return pending;
        }
    }

    /**
     * Removes a request that was taken.
     *
     * @return false if it was asked for again since, and stays
     */
    public static boolean done(Connection connection, PendingRecompute taken) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DONE)) {
            statement.setString(1, taken.request().symbol());
            statement.setObject(2, taken.request().session().atOffset(ZoneOffset.UTC));
            statement.setLong(3, taken.requests());
            return statement.executeUpdate() == 1;
        }
    }
}
