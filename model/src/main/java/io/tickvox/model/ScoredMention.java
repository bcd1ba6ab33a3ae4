package io.tickvox.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mention with what a reader needs of its post: what the job publishes for others to consume.
 *
 * @param mention the mention
 * @param authorName the author's handle; null if unknown
 * @param text the post's text
 * @param url the post's address; null if unknown
 * @param kind the post's kind
 * @param copyOf the original that the post repeats; null if none
 * @param deleted whether the mention no longer holds: the post was deleted, or edited so that it names the ticker no more
 */
public record ScoredMention(
        Mention mention,
        @Nullable String authorName,
        String text,
        @Nullable String url,
        PostKind kind,
        @Nullable String copyOf,
        boolean deleted) {
    public ScoredMention {
        Objects.requireNonNull(mention, "mention");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(kind, "kind");
    }

    /** Whether the post is neither a repost nor a near-copy. */
    public boolean isOriginal() {
        return kind != PostKind.REPOST && copyOf == null;
    }
}
