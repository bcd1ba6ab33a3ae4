package io.tickvox.store.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One point of a sparkline.
 *
 * @param t start of the point's span
 * @param price last price known at the span's end; null if none is
 * @param score mean score in the span; null where fewer than {@link MarketRow#MIN_SCORED} originals were scored
 * @param posts distinct posts in the span
 */
public record SparkPoint(
        Instant t, @Nullable Double price, @Nullable Double score, int posts) {}
