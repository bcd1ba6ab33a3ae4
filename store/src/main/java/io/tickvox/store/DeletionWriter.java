package io.tickvox.store;

import io.tickvox.model.Deletion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Deletes posts and their mentions, and keeps their ids so that they do not come back: for ever where the post was here, else
 * until {@link OldDeletions} forgets them.
 */
public final class DeletionWriter implements TableWriter<Deletion> {
    private static final UnnestUpsert<Deletion> TOMBSTONE = UnnestUpsert.merging(
            "post_tombstone",
            List.of(
                    Column.text("source", Deletion::source),
                    Column.text("post_id", Deletion::postId),
                    Column.instant("deleted_at", Deletion::at),
                    Column.bool("had_post", deletion -> false)),
            2,
            "",
            (before, after) -> before.at().isAfter(after.at()) ? after : before,
            "do update set deleted_at = excluded.deleted_at where excluded.deleted_at < t.deleted_at");

    private static final String SAME_POST = "t.source = u.source and t.post_id = u.post_id";

    /** A post that the database refused is kept with its text, by {@link PostChangeWriter#key}. */
    private static final String REFUSED_POST =
            "t.source = 'postgres' and t.position = 'post ' || u.source || ' ' || u.post_id";

    private static final String DELETE_POSTS = "with gone as (delete from post t"
            + " using unnest(?::text[], ?::text[]) as u (source, post_id) where " + SAME_POST
            + " returning t.source, t.post_id)"
            + " update post_tombstone t set had_post = true from gone u where " + SAME_POST + " and not t.had_post";

    @Override
    public String table() {
        return "post_tombstone";
    }

    @Override
    public String key(Deletion deletion) {
        return deletion.source() + " " + deletion.postId();
    }

    @Override
    public void write(Connection connection, Collection<? extends Deletion> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        SqlRunnable.inTransaction(connection, open -> {
            TableLock.POSTS.takeAlone(open);
            TOMBSTONE.write(open, rows);
            run(open, deleteFrom("mention", SAME_POST), rows);
            run(open, DELETE_POSTS, rows);
            run(open, deleteFrom("rejection", REFUSED_POST), rows);
        });
    }

    private static String deleteFrom(String table, String condition) {
        return "delete from " + table + " t using unnest(?::text[], ?::text[]) as u (source, post_id) where "
                + condition;
    }

    private static void run(Connection connection, String sql, Collection<? extends Deletion> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            TextArray.set(statement, 1, rows, Deletion::source);
            TextArray.set(statement, 2, rows, row -> Column.storable(row.postId()));
            statement.executeUpdate();
        }
    }
}
