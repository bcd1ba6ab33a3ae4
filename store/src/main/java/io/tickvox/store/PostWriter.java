package io.tickvox.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes posts. Of several sightings of a post the table holds the earliest {@code observed_at}, the largest counts, and
 * all else as the latest version has it. A post that was deleted is not written.
 */
public final class PostWriter implements TableWriter<PostRow> {
    private static final List<Column<PostRow>> COLUMNS = List.of(
            Column.text("source", row -> row.post().source()),
            Column.text("post_id", row -> row.post().postId()),
            Column.text("author_id", row -> row.post().authorId()),
            Column.text("author_name", row -> row.post().authorName()),
            Column.integral("author_followers", row -> row.post().authorFollowers()),
            Column.instant("created_at", row -> row.post().createdAt()),
            Column.instant("observed_at", row -> row.post().observedAt()),
            Column.text("text", row -> row.post().text()),
            Column.text("lang", row -> row.post().lang()),
            Column.text("url", row -> row.post().url()),
            Column.text("kind", row -> row.post().kind().id()),
            Column.text("parent_id", row -> row.post().parentId()),
            Column.text("copy_of", row -> row.post().copyOf()),
            Column.integral("likes", row -> row.post().likes()),
            Column.integral("reposts", row -> row.post().reposts()),
            Column.integral("replies", row -> row.post().replies()),
            Column.integral("quotes", row -> row.post().quotes()),
            Column.integral("views", row -> row.post().views()),
            Column.integral("version", row -> row.post().version()),
            Column.integral("fingerprint", PostRow::fingerprint));

    private static final List<String> VERSIONED = List.of(
            "author_id",
            "author_name",
            "author_followers",
            "created_at",
            "text",
            "lang",
            "url",
            "kind",
            "parent_id",
            "copy_of",
            "version",
            "fingerprint");
    private static final List<String> COUNTS = List.of("likes", "reposts", "replies", "quotes", "views");

    private static final UnnestUpsert<PostRow> UPSERT = UnnestUpsert.merging(
            "post",
            COLUMNS,
            2,
            "not exists (select from post_tombstone d where d.source = u.source and d.post_id = u.post_id)",
            PostRow::merge,
            onConflict());

    private static String onConflict() {
        String versioned = VERSIONED.stream()
                .map(name -> name + " = case when excluded.version >= t.version then excluded." + name + " else t."
                        + name + " end")
                .collect(Collectors.joining(", "));
        String counts = COUNTS.stream()
                .map(name -> name + " = greatest(t." + name + ", excluded." + name + ")")
                .collect(Collectors.joining(", "));
        String isNewer = VERSIONED.stream().map(name -> "t." + name).collect(Collectors.joining(", "));
        String hasMore = COUNTS.stream()
                .map(name -> "excluded." + name + " > coalesce(t." + name + ", -1)")
                .collect(Collectors.joining(" or "));
        return "do update set observed_at = least(t.observed_at, excluded.observed_at), " + versioned + ", " + counts
                + " where excluded.observed_at < t.observed_at or " + hasMore
                + " or (excluded.version >= t.version and (" + isNewer + ") is distinct from ("
                + isNewer.replace("t.", "excluded.") + "))";
    }

    @Override
    public String table() {
        return "post";
    }

    @Override
    public void write(Connection connection, Collection<? extends PostRow> rows) throws SQLException {
        SqlRunnable.inTransaction(connection, open -> {
            PostLock.SHARED.take(open);
            UPSERT.write(open, rows);
        });
    }
}
