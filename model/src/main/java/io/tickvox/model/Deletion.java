package io.tickvox.model;

import java.time.Instant;
import java.util.Objects;

/** The author or the network took a post back. Final: a post deleted once does not come back. */
public record Deletion(String source, String postId, Instant at, Instant observedAt) implements Normalised {
    public Deletion {
        Objects.requireNonNull(source, "source");
        if (postId.isEmpty()) {
            throw new IllegalArgumentException("Invalid post id '': expected at least one character");
        }
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(observedAt, "observedAt");
    }
}
