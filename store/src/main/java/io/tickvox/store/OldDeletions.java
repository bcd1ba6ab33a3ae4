package io.tickvox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Deletions of posts that never were in the tables. A network tells of every post that is deleted on it, and hardly any was
 * about a ticker; all of them would grow without end.
 */
public final class OldDeletions {
    private static final String FORGET = """
            delete from post_tombstone t using (
                select source, post_id from post_tombstone
                where not had_post and heard_at < ? order by heard_at limit ? for update skip locked) as u
            where t.source = u.source and t.post_id = u.post_id""";

    private OldDeletions() {}

    /**
     * Forgets the oldest of those that were heard of before {@code before}.
     *
     * @param most how many at once
     * @return how many were forgotten
     */
    public static int forget(Connection connection, Instant before, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setTimestamp(1, Timestamp.from(before));
            statement.setInt(2, most);
            return statement.executeUpdate();
        }
    }
}
