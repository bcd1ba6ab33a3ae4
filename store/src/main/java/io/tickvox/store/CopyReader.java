package io.tickvox.store;

import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which posts have one text, and corrects which of them is whose copy. */
public final class CopyReader {
    private static final String BY_FINGERPRINT = "select source, post_id, created_at, kind, copy_of from post"
            + " where fingerprint = ? and fingerprint <> 0 and created_at >= ? and created_at < ?";

    private static final String CORRECT = "update post t set copy_of = u.copy_of"
            + " from unnest(?::text[], ?::text[], ?::text[]) as u (source, post_id, copy_of)"
            + " where t.source = u.source and t.post_id = u.post_id and t.copy_of is distinct from u.copy_of";

    private static final String FINGERPRINTS = "select distinct p.fingerprint from mention m"
            + " join post p on p.source = m.source and p.post_id = m.post_id"
            + " where m.symbol = ? and m.created_at >= ? and m.created_at < ? and p.fingerprint <> 0";

    private CopyReader() {}

    /** Makes what the other methods need to be quick, if it is not there. Not to be called within a transaction. */
    public static void prepare(Connection connection) throws SQLException {
        LazyIndex.FINGERPRINT.ensure(connection);
    }

    /** The texts, by fingerprint, that were posted of {@code symbol} from {@code from} on and before {@code to}. */
    public static List<Long> fingerprints(Connection connection, String symbol, Instant from, Instant to)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FINGERPRINTS)) {
            statement.setString(1, symbol);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setObject(3, to.atOffset(ZoneOffset.UTC));
            List<Long> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(row.getLong(1));
                }
            }
            return all;
        }
    }

    /**
     * The posts of {@code fingerprint} written from {@code from} on and before {@code to}, in the order in which the first
     * is the original: by time written, then id.
     */
    public static List<CopyCandidate> postsByFingerprint(
            Connection connection, long fingerprint, Instant from, Instant to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_FINGERPRINT)) {
            statement.setLong(1, fingerprint);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setObject(3, to.atOffset(ZoneOffset.UTC));
            List<CopyCandidate> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(new CopyCandidate(
                            new PostId(row.getString(1), row.getString(2)),
                            MentionReader.instant(row, 3),
                            PostKind.of(row.getString(4)),
                            MentionReader.text(row, 5)));
                }
            }
            all.sort(Comparator.comparing(CopyCandidate::createdAt).thenComparing(CopyCandidate::id));
            return all;
        }
    }

    /**
     * Sets whose copy each post is, null for nobody's.
     *
     * @return how many posts that changes
     */
    public static int correct(Connection connection, Map<PostId, @Nullable String> copyOf) throws SQLException {
        List<PostId> posts = copyOf.keySet().stream().sorted().toList();
        try (PreparedStatement statement = connection.prepareStatement(CORRECT)) {
            TextArray.set(statement, 1, posts, PostId::source);
            TextArray.set(statement, 2, posts, PostId::id);
            TextArray.set(statement, 3, posts, copyOf::get);
            return statement.executeUpdate();
        }
    }
}
