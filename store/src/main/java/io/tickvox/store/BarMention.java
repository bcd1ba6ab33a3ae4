package io.tickvox.store;

import io.tickvox.model.Mention;
import io.tickvox.model.PostKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mention with what a bar needs of its post.
 *
 * @param mention the mention
 * @param kind the post's kind
 * @param copyOf the original that the post repeats; null if none
 * @param authorId the network's id of the author; null if not given
 * @param authorName the author's handle; null if not given
 */
public record BarMention(
        Mention mention,
        PostKind kind,
        @Nullable String copyOf,
        @Nullable String authorId,
        @Nullable String authorName) {
    public BarMention {
        Objects.requireNonNull(mention, "mention");
        Objects.requireNonNull(kind, "kind");
    }

    /** Whether the post is neither a repost nor a near-copy. */
    public boolean isOriginal() {
        return kind != PostKind.REPOST && copyOf == null;
    }
}
