package io.tickvox.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A request that waits to be worked off.
 *
 * @param request what is to be computed anew
 * @param requestedAt when it was first asked for
 * @param requests how often it was asked for so far
 */
public record PendingRecompute(RecomputeRequest request, Instant requestedAt, long requests) {
    public PendingRecompute {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(requestedAt, "requestedAt");
    }
}
