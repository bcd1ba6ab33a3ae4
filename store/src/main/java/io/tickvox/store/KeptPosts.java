package io.tickvox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which posts are kept, for those who hear of posts and accounts without knowing whether they matter here. */
public final class KeptPosts {
    private static final String POSTS =
            "select t.post_id from post t join unnest(?::text[]) as u (id) on t.post_id = u.id where t.source = ?";

    private static final String AUTHORS =
            "select u.id from unnest(?::text[]) as u (id) where exists (select from post t"
                    + " where t.author_id = u.id and t.source = ? and t.source <> 'bluesky')";

    private static final String SINCE = "select post_id, created_at from post where source = ? and created_at >= ?";

    private static final String SEEN = " and (created_at <= ? or observed_at <= ?)";

    /** On Bluesky ids begin with their author's. */
    private static final String OF_BLUESKY =
            "select post_id from post where source = ? and post_id ^@ (? || '/')" + SEEN;

    private static final String OF_OTHERS =
            "select post_id from post where source = ? and source <> 'bluesky' and author_id = ?" + SEEN;

    private KeptPosts() {}

    /** Those of the posts {@code ids} of {@code source} that are kept. */
    public static Set<String> posts(Connection connection, String source, Collection<String> ids) throws SQLException {
        return among(connection, POSTS, source, ids);
    }

    /** Those of the accounts {@code ids} of {@code source}, not of Bluesky, of which posts are kept. */
    public static Set<String> authors(Connection connection, String source, Collection<String> ids)
            throws SQLException {
        if (!ids.isEmpty()) {
            LazyIndex.AUTHOR.ensure(connection);
        }
        return among(connection, AUTHORS, source, ids);
    }

    private static Set<String> among(Connection connection, String sql, String source, Collection<String> ids)
            throws SQLException {
        Set<String> kept = new HashSet<>();
        if (ids.isEmpty()) {
            return kept;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            TextArray.set(statement, 1, ids, Column::storable);
            statement.setString(2, source);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    kept.add(row.getString(1));
                }
            }
        }
        return kept;
    }

    /** When each post of {@code source} was written, by id, of those written at {@code from} or after. */
    public static Map<String, Instant> since(Connection connection, String source, Instant from) throws SQLException {
        Map<String, Instant> posts = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SINCE)) {
            statement.setString(1, source);
            statement.setTimestamp(2, Timestamp.from(from));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    posts.put(row.getString(1), row.getTimestamp(2).toInstant());
                }
            }
        }
        return posts;
    }

    /** The ids of the posts of {@code author} that were written, or were seen, until {@code until}. */
    static List<String> of(Connection connection, String source, String author, Instant until) throws SQLException {
        boolean isBluesky = source.equals("bluesky");
        if (!isBluesky) {
            LazyIndex.AUTHOR.ensure(connection);
        }
        List<String> posts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(isBluesky ? OF_BLUESKY : OF_OTHERS)) {
            statement.setString(1, source);
            statement.setString(2, author);
            statement.setTimestamp(3, Timestamp.from(until));
            statement.setTimestamp(4, Timestamp.from(until));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    posts.add(row.getString(1));
                }
            }
        }
        return posts;
    }
}
