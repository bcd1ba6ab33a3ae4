package io.tickvox.store;

import io.tickvox.model.Deletion;
import io.tickvox.model.Mention;
import io.tickvox.model.PostId;
import io.tickvox.store.PostChange.CopyMarked;
import io.tickvox.store.PostChange.ObservedEarlier;
import io.tickvox.store.PostChange.Removed;
import io.tickvox.store.PostChange.Written;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes of posts together with their mentions, so that a reader never sees one without the other. The table keeps
 * each post's revision: tasks that write different revisions of a post in any order leave the highest. A post that was
 * deleted is not written.
 */
public final class PostChangeWriter implements TableWriter<PostChange> {
    private static final long serialVersionUID = 1;

    private static final String JOIN = "t.source = u.source and t.post_id = u.post_id";
    private static final String KEYS = "unnest(?::text[], ?::text[]) as u (source, post_id)";

    private static final List<Column<Written>> COLUMNS = List.of(
            Column.name("source", Written::source),
            Column.text("post_id", Written::postId),
            Column.text("author_id", row -> row.post().authorId()),
            Column.text("author_name", row -> row.post().authorName()),
            Column.integral("author_followers", row -> row.post().authorFollowers()),
            Column.instant("created_at", row -> row.post().createdAt()),
            Column.instant("observed_at", row -> row.post().observedAt()),
            Column.text("text", row -> row.post().text()),
            Column.text("lang", row -> row.post().lang()),
            Column.text("url", row -> row.post().url()),
            Column.name("kind", row -> row.post().kind().id()),
            Column.text("parent_id", row -> row.post().parentId()),
            Column.text("copy_of", row -> row.post().copyOf()),
            Column.integral("likes", row -> row.post().likes()),
            Column.integral("reposts", row -> row.post().reposts()),
            Column.integral("replies", row -> row.post().replies()),
            Column.integral("quotes", row -> row.post().quotes()),
            Column.integral("views", row -> row.post().views()),
            Column.integral("version", row -> row.revision().version()),
            Column.integral("revised_at", row -> row.revision().observedAt()),
            Column.integral("content", row -> row.revision().content()),
            Column.integral("fingerprint", Written::fingerprint));

    private static final UnnestUpsert<Written> UPSERT = UnnestUpsert.merging(
            "post",
            COLUMNS,
            2,
            "not exists (select from post_tombstone d where d.source = u.source and d.post_id = u.post_id)",
            (before, after) -> before.revision().compareTo(after.revision()) > 0 ? before : after,
            onConflict());

    private static final CopyRows<Written> COPY = new CopyRows<>("post", COLUMNS);

    /** With fewer rows the statements to try it cost more than it saves. */
    private static final int FEWEST_TO_COPY = 100;

    private static String onConflict() {
        String set = COLUMNS.stream()
                .skip(2)
                .map(Column::name)
                .map(name -> name.equals("observed_at")
                        ? "observed_at = least(t.observed_at, excluded.observed_at)"
                        : name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return "do update set " + set + " where (excluded.version, excluded.revised_at, excluded.content)"
                + " >= (t.version, t.revised_at, t.content) returning source, post_id, xmax = 0 as inserted";
    }

    @Override
    public String table() {
        return "post";
    }

    @Override
    public String key(PostChange change) {
        return change.source() + " " + change.postId();
    }

    @Override
    public @Nullable Instant landedAt(PostChange change) {
        return change instanceof Written written ? written.post().observedAt() : null;
    }

    @Override
    public void write(Connection connection, Collection<? extends PostChange> rows) throws SQLException {
        List<Written> written = only(rows, Written.class);
        List<CopyMarked> marked = only(rows, CopyMarked.class);
        List<ObservedEarlier> observed = only(rows, ObservedEarlier.class);
        List<Removed> removed = only(rows, Removed.class);
        SqlRunnable.inTransaction(connection, open -> {
            if (removed.isEmpty()) {
                TableLock.POSTS.share(open);
            } else {
                TableLock.POSTS.takeAlone(open);
            }
            writePosts(open, written);
            mark(open, marked);
            observe(open, observed);
            remove(open, removed);
        });
    }

    private static void writePosts(Connection connection, List<Written> written) throws SQLException {
        Map<PostId, Written> highest = new LinkedHashMap<>(written.size() * 2);
        for (Written row : written) {
            highest.merge(
                    id(row),
                    row,
                    (before, after) -> before.revision().compareTo(after.revision()) > 0 ? before : after);
        }
        Collection<Written> added =
                highest.values().stream().filter(Written::isNew).toList();
        if (insert(connection, added)) {
            highest.values().removeIf(Written::isNew);
        }
        upsert(connection, highest);
    }

    /** Tries to insert posts that should not be there yet; false, with nothing done, if one is, or was deleted. */
    private static boolean insert(Connection connection, Collection<Written> added) throws SQLException {
        if (added.size() < FEWEST_TO_COPY || hasTombstones(connection) && anyDeleted(connection, added)) {
            return false;
        }
        Savepoint before = connection.setSavepoint();
        try {
            COPY.insert(connection, added);
            List<Mention> mentions = new ArrayList<>(added.size() * 2);
            added.forEach(row -> mentions.addAll(row.mentions()));
            MentionTable.COPY.insert(connection, mentions);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.DATA) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    private static boolean hasTombstones(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select exists (select from post_tombstone)")) {
            ResultSet result = statement.executeQuery();
            return result.next() && result.getBoolean(1);
        }
    }

    private static boolean anyDeleted(Connection connection, Collection<Written> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select exists (select from post_tombstone t join " + KEYS + " on " + JOIN + ")")) {
            TextArray.set(statement, 1, rows, Written::source);
            TextArray.set(statement, 2, rows, row -> Column.storable(row.postId()));
            ResultSet result = statement.executeQuery();
            return result.next() && result.getBoolean(1);
        }
    }

    private static void upsert(Connection connection, Map<PostId, Written> highest) throws SQLException {
        Set<PostId> applied = new HashSet<>(highest.size() * 2);
        Set<PostId> updated = new HashSet<>();
        UPSERT.writeDistinct(connection, highest.values(), result -> {
            PostId id = new PostId(result.getString(1), result.getString(2));
            applied.add(id);
            if (!result.getBoolean(3)) {
                updated.add(id);
            }
        });
        execute(
                connection,
                "delete from mention t using " + KEYS + " where " + JOIN,
                updated,
                PostId::source,
                PostId::id);
        List<Mention> mentions = new ArrayList<>();
        highest.forEach((id, row) -> {
            if (applied.contains(storable(id))) {
                mentions.addAll(row.mentions());
            }
        });
        MentionTable.UPSERT.writeDistinct(connection, mentions, result -> {});
    }

    private static void mark(Connection connection, List<CopyMarked> marked) throws SQLException {
        Map<PostId, CopyMarked> last = new LinkedHashMap<>();
        marked.forEach(mark -> last.put(id(mark), mark));
        execute(
                connection,
                "update post t set copy_of = u.a from unnest(?::text[], ?::text[], ?::text[], ?::text[])"
                        + " as u (source, post_id, a, b) where " + JOIN + " and t.content = u.b::bigint",
                last.values(),
                CopyMarked::source,
                CopyMarked::postId,
                CopyMarked::copyOf,
                mark -> Long.toString(mark.content()));
    }

    private static void observe(Connection connection, List<ObservedEarlier> observed) throws SQLException {
        for (String table : List.of("post", "mention")) {
            execute(
                    connection,
                    "update " + table
                            + " t set observed_at = u.at from (select source, post_id, min(a::timestamptz) as at"
                            + " from unnest(?::text[], ?::text[], ?::text[]) as k (source, post_id, a) group by 1, 2) as u"
                            + " where " + JOIN + " and u.at < t.observed_at",
                    observed,
                    ObservedEarlier::source,
                    ObservedEarlier::postId,
                    row -> row.observedAt().toString());
        }
    }

    private static void remove(Connection connection, List<Removed> removed) throws SQLException {
        RecomputeWriter.request(connection, stale(connection, removed));
        new DeletionWriter()
                .write(
                        connection,
                        removed.stream()
                                .map(row -> new Deletion(row.source(), row.postId(), row.at(), row.at()))
                                .toList());
    }

    /** The sessions whose bars the stale ones of {@code removed} counted in. */
    private static Set<RecomputeRequest> stale(Connection connection, List<Removed> removed) throws SQLException {
        List<PostId> posts = removed.stream()
                .filter(Removed::stale)
                .map(row -> storable(id(row)))
                .toList();
        Set<RecomputeRequest> sessions = new HashSet<>();
        if (posts.isEmpty()) {
            return sessions;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select t.symbol, t.created_at from mention t join " + KEYS + " on " + JOIN)) {
            TextArray.set(statement, 1, posts, PostId::source);
            TextArray.set(statement, 2, posts, PostId::id);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                sessions.add(RecomputeRequest.of(
                        row.getString(1), row.getTimestamp(2).toInstant()));
            }
        }
        return sessions;
    }

    /** Runs {@code sql} with an array of text for each of {@code values}; not at all without rows. */
    @SafeVarargs
    private static <T> void execute(
            Connection connection, String sql, Collection<T> rows, Function<T, @Nullable String>... values)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Function<T, @Nullable String> value = values[i];
                TextArray.set(statement, i + 1, rows, row -> Column.storable(value.apply(row)));
            }
            statement.executeUpdate();
        }
    }

    private static PostId id(PostChange change) {
        return new PostId(change.source(), change.postId());
    }

    private static PostId storable(PostId id) {
        String text = Column.storable(id.id());
        return text == null || text.equals(id.id()) ? id : new PostId(id.source(), text);
    }

    private static <T> List<T> only(Collection<? extends PostChange> rows, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (PostChange row : rows) {
            if (type.isInstance(row)) {
                found.add(type.cast(row));
            }
        }
        return found;
    }
}
