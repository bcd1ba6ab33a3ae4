package io.tickvox.store.query;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said and what was traded in one interval; the columns of view {@code market_bar}.
 *
 * @param start the bar's name; for daily bars midnight of the session's date in New York
 * @param from first instant whose posts belong to the bar; differs from {@code start} for daily bars alone
 * @param end first instant whose posts no longer do
 */
public record Bar(
        Instant start,
        Instant from,
        Instant end,
        @Nullable Double open,
        @Nullable Double high,
        @Nullable Double low,
        @Nullable Double close,
        @Nullable Double volume,
        @Nullable Long trades,
        @Nullable Double vwap,
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
        @Nullable Double barReturn,
        @Nullable Double forwardReturn1,
        @Nullable Double forwardReturn1h,
        @Nullable Double forwardReturn1d) {}
