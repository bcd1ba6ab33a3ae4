package io.tickvox.store;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.model.Mention;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads mentions back, to compute bars anew. */
public final class MentionReader {
    private static final int ROWS_A_FETCH = 2_000;

    private static final String IN_RANGE = "select m.source, m.post_id, m.symbol, m.created_at, m.observed_at, m.link,"
            + " m.link_confidence, m.link_reason, m.score, m.p_positive, m.p_neutral, m.p_negative, m.noise, m.label,"
            + " m.author_label, m.weight, m.model, p.kind, p.copy_of, p.author_id, p.author_name"
            + " from mention m join post p on p.source = m.source and p.post_id = m.post_id"
            + " where m.symbol = ? and m.created_at >= ? and m.created_at < ?"
            + " order by m.created_at, m.source, m.post_id";

    private MentionReader() {}

    /**
     * Hands the mentions of {@code symbol} that were written from {@code from} on and before {@code to} to {@code each}, in
     * the order of time written, then source, then id. The connection is best not in auto-commit: the rows then come
     * piecemeal.
     */
    public static void forEach(
            Connection connection, String symbol, Instant from, Instant to, Consumer<BarMention> each)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IN_RANGE)) {
            statement.setFetchSize(ROWS_A_FETCH);
            statement.setString(1, symbol);
            statement.setObject(2, from.atOffset(ZoneOffset.UTC));
            statement.setObject(3, to.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    each.accept(barMention(row));
                }
            }
        }
    }

    /** As {@link #forEach}, all at once. */
    public static List<BarMention> list(Connection connection, String symbol, Instant from, Instant to)
            throws SQLException {
        List<BarMention> all = new ArrayList<>();
        forEach(connection, symbol, from, to, all::add);
        return all;
    }

    /** The tickers that a post is linked to, sorted. */
    public static List<String> symbols(Connection connection, PostId post) throws SQLException {
        String sql = "select symbol from mention where source = ? and post_id = ? order by symbol";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, post.source());
            statement.setString(2, post.id());
            List<String> symbols = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    symbols.add(row.getString(1));
                }
            }
            return symbols;
        }
    }

    private static BarMention barMention(ResultSet row) throws SQLException {
        String authorLabel = row.getString(15);
        Mention mention = new Mention(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                instant(row, 4),
                instant(row, 5),
                LinkKind.of(row.getString(6)),
                row.getDouble(7),
                row.getString(8),
                row.getDouble(9),
                row.getDouble(10),
                row.getDouble(11),
                row.getDouble(12),
                row.getDouble(13),
                Label.of(row.getString(14)),
                authorLabel == null ? null : AuthorLabel.of(authorLabel),
                row.getDouble(16),
                row.getString(17));
        return new BarMention(mention, PostKind.of(row.getString(18)), text(row, 19), text(row, 20), text(row, 21));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable String text(ResultSet row, int column) throws SQLException {
        return row.getString(column);
    }
}
