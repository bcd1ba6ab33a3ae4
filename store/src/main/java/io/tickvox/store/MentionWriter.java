package io.tickvox.store;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Mention;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes mentions and removes those that no longer hold. A mention of a post that was deleted is not written. */
public final class MentionWriter implements TableWriter<MentionRow> {
    private static final List<Column<Mention>> COLUMNS = List.of(
            Column.text("source", Mention::source),
            Column.text("post_id", Mention::postId),
            Column.text("symbol", Mention::symbol),
            Column.instant("created_at", Mention::createdAt),
            Column.instant("observed_at", Mention::observedAt),
            Column.text("link", mention -> mention.link().id()),
            Column.real("link_confidence", Mention::linkConfidence),
            Column.text("link_reason", Mention::linkReason),
            Column.real("score", Mention::score),
            Column.real("p_positive", Mention::pPositive),
            Column.real("p_neutral", Mention::pNeutral),
            Column.real("p_negative", Mention::pNegative),
            Column.real("noise", Mention::noise),
            Column.text("label", mention -> mention.label().id()),
            Column.text("author_label", MentionWriter::authorLabel),
            Column.real("weight", Mention::weight),
            Column.text("model", Mention::model));

    private static final List<String> VALUES = COLUMNS.stream()
            .skip(3)
            .map(Column::name)
            .filter(name -> !name.equals("observed_at"))
            .toList();

    static final UnnestUpsert<Mention> UPSERT = UnnestUpsert.merging(
            "mention",
            COLUMNS,
            3,
            "not exists (select from post_tombstone d where d.source = u.source and d.post_id = u.post_id)",
            (before, after) -> after,
            onConflict());

    private static String onConflict() {
        String set = String.join(
                ", ", VALUES.stream().map(name -> name + " = excluded." + name).toList());
        String compared =
                String.join(", ", VALUES.stream().map(name -> "t." + name).toList());
        return "do update set observed_at = least(t.observed_at, excluded.observed_at), " + set
                + " where excluded.observed_at < t.observed_at or (" + compared + ") is distinct from ("
                + compared.replace("t.", "excluded.") + ")";
    }

    @Override
    public String table() {
        return "mention";
    }

    @Override
    public void write(Connection connection, Collection<? extends MentionRow> rows) throws SQLException {
        Map<List<String>, MentionRow> last = new LinkedHashMap<>(rows.size() * 2);
        for (MentionRow row : rows) {
            Mention mention = row.mention();
            last.put(List.of(mention.source(), mention.postId(), mention.symbol()), row);
        }
        List<Mention> kept = new ArrayList<>(last.size());
        List<Mention> removed = new ArrayList<>();
        for (MentionRow row : last.values()) {
            (row.deleted() ? removed : kept).add(row.mention());
        }
        SqlRunnable.inTransaction(connection, open -> {
            PostLock.SHARED.take(open);
            UPSERT.write(open, kept);
            delete(open, removed);
        });
    }

    private static void delete(Connection connection, List<Mention> mentions) throws SQLException {
        if (mentions.isEmpty()) {
            return;
        }
        String sql =
                "delete from mention t using unnest(?::text[], ?::text[], ?::text[]) as u (source, post_id, symbol)"
                        + " where t.source = u.source and t.post_id = u.post_id and t.symbol = u.symbol";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            List<Function<Mention, String>> keys = List.of(Mention::source, Mention::postId, Mention::symbol);
            for (int i = 0; i < keys.size(); i++) {
                Function<Mention, String> key = keys.get(i);
                Object[] values = mentions.stream()
                        .map(mention -> Column.storable(key.apply(mention)))
                        .toArray();
                statement.setArray(i + 1, connection.createArrayOf("text", values));
            }
            statement.executeUpdate();
        }
    }

    private static @Nullable String authorLabel(Mention mention) {
        AuthorLabel label = mention.authorLabel();
        return label == null ? null : label.id();
    }
}
