package io.tickvox.store.query;

import io.tickvox.model.Label;
import io.tickvox.model.Mention;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The posts behind a number. */
public final class PostQuery {
    /** Bound on the posts that are counted. */
    public static final int MAX_TOTAL = 100_000;

    private static final String COLUMNS = """
            select m.source, m.post_id, m.created_at, m.observed_at, p.author_name, p.author_followers, p.text, p.lang, p.url,
                   p.kind, p.copy_of, p.likes, p.reposts, p.replies, m.link, m.link_confidence, m.link_reason, m.score,
                   m.label, m.p_positive, m.p_neutral, m.p_negative, m.noise, m.author_label, m.weight, m.model
            from mention m join post p using (source, post_id)
            """;

    private final Jdbi jdbi;

    PostQuery(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A page of the posts that {@code filter} lets through.
     *
     * @param after where the page starts; null for the newest
     * @param limit most posts on the page
     */
    public PostPage page(PostFilter filter, @Nullable Cursor after, int limit) {
        return jdbi.withHandle(handle -> {
            List<PostRow> rows = posts(handle, filter, after, limit + 1);
            boolean more = rows.size() > limit;
            List<PostRow> shown = more ? rows.subList(0, limit) : rows;
            PostRow last = more ? shown.get(limit - 1) : null;
            long total = !more && after == null ? shown.size() : total(handle, filter);
            return new PostPage(
                    shown, last == null ? null : new Cursor(last.createdAt(), last.source(), last.postId()), total);
        });
    }

    /** One post's mention of one ticker; empty if there is none. */
    public Optional<PostRow> find(String source, String postId, String symbol) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        COLUMNS + "where m.source = :source and m.post_id = :id and m.symbol = :symbol")
                .bind("source", source)
                .bind("id", postId)
                .bind("symbol", symbol)
                .map((row, context) -> row(row))
                .findOne());
    }

    private static List<PostRow> posts(Handle handle, PostFilter filter, @Nullable Cursor after, int limit) {
        String page = after == null ? "" : " and (m.created_at, m.source, m.post_id) < (:at, :source, :id)";
        Query query = bound(
                handle,
                COLUMNS + condition(filter) + page
                        + " order by m.created_at desc, m.source desc, m.post_id desc limit :limit",
                filter);
        if (after != null) {
            query.bind("at", Rows.parameter(after.at()))
                    .bind("source", after.source())
                    .bind("id", after.id());
        }
        return query.bind("limit", limit).map((row, context) -> row(row)).list();
    }

    private static long total(Handle handle, PostFilter filter) {
        boolean needsPost = filter.include() != PostFilter.Include.ALL;
        return bound(
                        handle,
                        "select count(*) from (select 1 from mention m"
                                + (needsPost ? " join post p using (source, post_id) " : " ") + condition(filter)
                                + " limit :limit) as counted",
                        filter)
                .bind("limit", MAX_TOTAL)
                .mapTo(Long.class)
                .one();
    }

    private static String condition(PostFilter filter) {
        StringBuilder condition = new StringBuilder("where m.symbol = :symbol");
        if (filter.from() != null) {
            condition.append(" and m.created_at >= :from");
        }
        if (filter.to() != null) {
            condition.append(" and m.created_at < :to");
        }
        if (filter.label() != null) {
            condition.append(" and m.label = :label");
        }
        return condition
                .append(
                        switch (filter.include()) {
                            case ALL -> "";
                            case ORIGINALS -> " and p.kind <> 'repost' and p.copy_of is null";
                            case SCORED ->
                                " and p.kind <> 'repost' and p.copy_of is null and m.noise < "
                                        + Mention.NOISE_THRESHOLD;
                        })
                .toString();
    }

    private static Query bound(Handle handle, String sql, PostFilter filter) {
        Query query = handle.createQuery(sql).bind("symbol", filter.symbol());
        Instant from = filter.from();
        Instant to = filter.to();
        Label label = filter.label();
        if (from != null) {
            query.bindByType("from", Rows.parameter(from), OffsetDateTime.class);
        }
        if (to != null) {
            query.bindByType("to", Rows.parameter(to), OffsetDateTime.class);
        }
        if (label != null) {
            query.bind("label", label.id());
        }
        return query;
    }

    private static PostRow row(ResultSet row) throws SQLException {
        return new PostRow(
                row.getString("source"),
                row.getString("post_id"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "observed_at"),
                row.getString("author_name"),
                Rows.nullableLong(row, "author_followers"),
                row.getString("text"),
                row.getString("lang"),
                row.getString("url"),
                row.getString("kind"),
                row.getString("copy_of"),
                Rows.nullableLong(row, "likes"),
                Rows.nullableLong(row, "reposts"),
                Rows.nullableLong(row, "replies"),
                row.getString("link"),
                row.getDouble("link_confidence"),
                row.getString("link_reason"),
                Rows.nullableDouble(row, "score"),
                row.getString("label"),
                Rows.nullableDouble(row, "p_positive"),
                Rows.nullableDouble(row, "p_neutral"),
                Rows.nullableDouble(row, "p_negative"),
                row.getDouble("noise"),
                row.getString("author_label"),
                row.getDouble("weight"),
                row.getString("model"));
    }
}
