package io.tickvox.store.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ticker in the market overview.
 *
 * @param name the company's name; the symbol where the directory does not know it
 * @param price last price at the overview's time; null if none is known
 * @param priceAt end of the bar that the price comes from, at most the overview's time
 * @param changePct percent that the price is above the previous session's close
 * @param posts distinct posts in the window; likewise the counts after it
 * @param postsNorm mean posts of the preceding windows of the same length, up to 20; null without a whole one
 * @param postsRatio posts against {@code postsNorm}; null without a norm above 0
 * @param score mean score over originals that are not noise; null where fewer than {@link #MIN_SCORED} were scored
 * @param scored how many were
 * @param scoreChange the score's difference from the preceding window's; null where either is
 * @param spark 24 to 48 points over the window, oldest first
 */
public record MarketRow(
        String symbol,
        String name,
        @Nullable String sector,
        @Nullable Double price,
        @Nullable Instant priceAt,
        @Nullable Double changePct,
        int posts,
        int originals,
        int noise,
        @Nullable Double postsNorm,
        @Nullable Double postsRatio,
        @Nullable Double score,
        int scored,
        int positive,
        int neutral,
        int negative,
        int mixed,
        @Nullable Double scoreChange,
        List<SparkPoint> spark) {
    /** Scored originals from which on a mean is shown. */
    public static final int MIN_SCORED = 3;

    public MarketRow {
        spark = List.copyOf(spark);
    }
}
