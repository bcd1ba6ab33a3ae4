package io.tickvox.store.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span in which a source could not see.
 *
 * @param end null while it lasts
 */
public record Gap(String source, Instant start, @Nullable Instant end, String reason) {}
