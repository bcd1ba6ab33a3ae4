package io.tickvox.store;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Label;
import io.tickvox.model.Mention;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How mentions are written. A mention of a post that was deleted is not. */
final class MentionTable {
    private static final List<Column<Mention>> COLUMNS = List.of(
            Column.name("source", Mention::source),
            Column.text("post_id", Mention::postId),
            Column.text("symbol", Mention::symbol),
            Column.instant("created_at", Mention::createdAt),
            Column.instant("observed_at", Mention::observedAt),
            Column.name("link", mention -> mention.link().id()),
            Column.real("link_confidence", Mention::linkConfidence),
            Column.text("link_reason", Mention::linkReason),
            Column.real("score", judged(Mention::score)),
            Column.real("p_positive", judged(Mention::pPositive)),
            Column.real("p_neutral", judged(Mention::pNeutral)),
            Column.real("p_negative", judged(Mention::pNegative)),
            Column.real("noise", Mention::noise),
            Column.name("label", mention -> mention.label().id()),
            Column.name("author_label", MentionTable::authorLabel),
            Column.real("weight", Mention::weight),
            Column.name("model", Mention::model));

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

    static final CopyRows<Mention> COPY = new CopyRows<>("mention", COLUMNS);

    private MentionTable() {}

    private static String onConflict() {
        String set = String.join(
                ", ", VALUES.stream().map(name -> name + " = excluded." + name).toList());
        String compared =
                String.join(", ", VALUES.stream().map(name -> "t." + name).toList());
        return "do update set observed_at = least(t.observed_at, excluded.observed_at), " + set
                + " where excluded.observed_at < t.observed_at or (" + compared + ") is distinct from ("
                + compared.replace("t.", "excluded.") + ")";
    }

    /** Null of a mention that was not judged, where the record has 0. */
    private static Function<Mention, @Nullable Double> judged(ToDoubleFunction<Mention> value) {
        return mention -> mention.label() == Label.UNSCORED ? null : (Double) value.applyAsDouble(mention);
    }

    private static @Nullable String authorLabel(Mention mention) {
        AuthorLabel label = mention.authorLabel();
        return label == null ? null : label.id();
    }
}
