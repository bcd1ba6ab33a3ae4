package io.tickvox.sources.yahoo;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the chart API.
 *
 * @param lastBar start of the newest bar on the minute that can have begun, in seconds since 1970; 0 if there is none
 * @param content what it says of bars, to tell whether anything has changed; empty if it has no bars
 */
record ChartPage(long lastBar, String content) {
    private static final int MINUTE = 60;

    /**
     * @param now when it was asked for; a bar of a later time is there by mistake
     * @throws UnreadableException if {@code payload} is no chart
     */
    static ChartPage of(byte[] payload, Instant now) {
        JsonNode root = Json.parse(payload);
        JsonNode result = root.path("chart").path("result").path(0);
        if (!result.path("meta").isObject()) {
            throw YahooErrors.none(root, "chart.result");
        }
        JsonNode times = result.path("timestamp");
        long last = 0;
        for (JsonNode time : times) {
            long second = time.asLong(0);
            boolean isBar = second % MINUTE == 0 && second <= now.getEpochSecond();
            last = isBar ? Math.max(last, second) : last;
        }
        return new ChartPage(last, times.isEmpty() ? "" : times + " " + result.path("indicators"));
    }
}
