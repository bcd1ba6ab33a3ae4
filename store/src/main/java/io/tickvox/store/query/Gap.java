package io.tickvox.store.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span in which a source could not see.
 *
 * @param symbol the only ticker that it is of; null for all
 * @param end null while it lasts
 */
public record Gap(
        String source,
        @Nullable String symbol,
        Instant start,
        @Nullable Instant end,
        String reason) {}
