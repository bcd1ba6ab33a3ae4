package io.tickvox.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A network said that an account has gone or is back; it says nothing of single posts.
 *
 * @param source the network
 * @param authorId the network's id of the account, as posts name their author
 * @param standing what has become of it
 * @param at when, as the network says
 * @param observedAt when Tickvox heard of it
 */
public record AccountChange(String source, String authorId, Standing standing, Instant at, Instant observedAt)
        implements Normalised {
    /** What has become of an account. */
    public enum Standing {
        /** Deleted or taken down: its posts are to be deleted. */
        GONE,
        /** Not to be seen for now, by its owner's will or the network's; it may come back. */
        HIDDEN,
        /** To be seen again. */
        BACK
    }

    public AccountChange {
        Objects.requireNonNull(source, "source");
        if (authorId.isEmpty()) {
            throw new IllegalArgumentException("Invalid account id '': expected at least one character");
        }
        Objects.requireNonNull(standing, "standing");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(observedAt, "observedAt");
    }
}
