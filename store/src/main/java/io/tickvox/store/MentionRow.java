package io.tickvox.store;

import io.tickvox.model.Mention;
import java.util.Objects;

/**
 * A change of a mention.
 *
 * @param mention the mention
 * @param deleted whether it no longer holds and is to be removed
 */
public record MentionRow(Mention mention, boolean deleted) {
    public MentionRow {
        Objects.requireNonNull(mention, "mention");
    }

    public static MentionRow of(Mention mention) {
        return new MentionRow(mention, false);
    }
}
