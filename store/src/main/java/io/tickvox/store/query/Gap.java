package io.tickvox.store.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span in which a source could not see.
 *
 * @param symbol the only ticker that it is of; null for all
 * @param end null while it lasts
 * @param missing {@code posts}, {@code prices} or {@code posts_and_prices}
 */
public record Gap(
        String source,
        @Nullable String symbol,
        Instant start,
        @Nullable Instant end,
        String missing,
        String reason) {}
