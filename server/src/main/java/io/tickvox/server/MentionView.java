package io.tickvox.server;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Label;
import io.tickvox.model.Mention;
import io.tickvox.model.ScoredMention;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A mention as the event stream carries it: the fields of {@code /posts} that the job publishes, the ticker, and whether it
 * was taken back. */
record MentionView(
        String symbol,
        boolean deleted,
        String source,
        String postId,
        Instant createdAt,
        Instant observedAt,
        @Nullable String authorName,
        String text,
        @Nullable String url,
        String kind,
        @Nullable String copyOf,
        String link,
        double linkConfidence,
        String linkReason,
        @Nullable Double score,
        String label,
        @Nullable Double pPositive,
        @Nullable Double pNeutral,
        @Nullable Double pNegative,
        double noise,
        @Nullable String authorLabel,
        double weight,
        String model) {
    /** @param simulated whether it is made up, so that its address leads to no post, or to somebody else's */
    static MentionView of(ScoredMention scored, boolean simulated) {
        Mention mention = scored.mention();
        AuthorLabel authorLabel = mention.authorLabel();
        return new MentionView(
                mention.symbol(),
                scored.deleted(),
                mention.source(),
                mention.postId(),
                mention.createdAt(),
                mention.observedAt(),
                scored.authorName(),
                scored.text(),
                simulated ? null : scored.url(),
                scored.kind().id(),
                scored.copyOf(),
                mention.link().id(),
                mention.linkConfidence(),
                mention.linkReason(),
                judged(mention, Mention::score),
                mention.label().id(),
                judged(mention, Mention::pPositive),
                judged(mention, Mention::pNeutral),
                judged(mention, Mention::pNegative),
                mention.noise(),
                authorLabel == null ? null : authorLabel.id(),
                mention.weight(),
                mention.model());
    }

    private static @Nullable Double judged(Mention mention, ToDoubleFunction<Mention> value) {
        return mention.label() == Label.UNSCORED ? null : (Double) value.applyAsDouble(mention);
    }
}
