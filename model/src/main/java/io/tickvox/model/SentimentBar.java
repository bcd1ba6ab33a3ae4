package io.tickvox.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one ticker in one interval; a pure function of the distinct mentions in it.
 *
 * @param start start of the interval; for {@link Interval#D1} midnight of the session's date in the exchange's zone
 * @param posts distinct posts
 * @param originals of these, neither reposts nor near-copies
 * @param noise of {@code posts}, promotion and spam
 * @param authors distinct authors of {@code posts}
 * @param positive originals that are not noise, by label; likewise the next three
 * @param scoreMean mean score over originals that are not noise; null if there is none, as are the two after it
 * @param scoreStddev standard deviation of the same, over the population
 * @param scoreWeighted mean score weighted by the mentions' weights
 * @param authorBullish originals that are not noise whose author tagged them bullish
 * @param bySource {@code posts} by source
 * @param complete whether event time has passed the interval's end; late posts still correct the bar
 */
public record SentimentBar(
        String symbol,
        Interval interval,
        Instant start,
        int posts,
        int originals,
        int noise,
        int authors,
        int positive,
        int neutral,
        int negative,
        int mixed,
        @Nullable Double scoreMean,
        @Nullable Double scoreStddev,
        @Nullable Double scoreWeighted,
        int authorBullish,
        int authorBearish,
        Map<String, Integer> bySource,
        boolean complete,
        Instant updatedAt) {
    public SentimentBar {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(updatedAt, "updatedAt");
        SortedMap<String, Integer> sorted = new TreeMap<>(bySource);
        bySource = java.util.Collections.unmodifiableSortedMap(sorted);
    }
}
