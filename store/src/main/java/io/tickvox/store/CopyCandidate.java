package io.tickvox.store;

import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A post among those of one fingerprint.
 *
 * @param id the post
 * @param createdAt when it was written
 * @param kind its kind
 * @param copyOf the original that it counts as a copy of so far; null if none
 */
public record CopyCandidate(
        PostId id,
        Instant createdAt,
        PostKind kind,
        @Nullable String copyOf) {
    public CopyCandidate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(kind, "kind");
    }
}
