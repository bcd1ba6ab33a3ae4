package io.tickvox.sources.yahoo;

import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.model.SessionCalendar;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Prices;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers of Yahoo's v8 chart API: bars of a minute ({@code 1m}) or a day ({@code 1d}). A bar without all four prices is
 * no bar and gives nothing. The last entry of a minute chart may stand off the minute: it is the price of that moment, not
 * a bar. A daily bar is that of the day on which it starts where the exchange is; adjusted closes are left alone.
 */
public final class YahooChartMapper extends TreeMapper {
    private static final int MINUTE_SECONDS = 60;

    @Override
    protected void map(JsonNode root, Payload payload) {
        JsonNode results = root.path("chart").path("result");
        if (!results.isArray()) {
            UnreadableException reason = YahooErrors.none(root, "chart.result");
            payload.reject(reason.reason(), reason.getMessage());
            return;
        }
        int ordinal = 0;
        for (JsonNode result : results) {
            ordinal = chart(result, payload, ordinal);
        }
    }

    private static int chart(JsonNode result, Payload payload, int firstOrdinal) {
        JsonNode meta = result.path("meta");
        Chart chart;
        try {
            chart = Chart.of(meta);
        } catch (UnreadableException e) {
            payload.reject(firstOrdinal, e.reason(), e.getMessage(), Json.bytes(meta));
            return firstOrdinal + 1;
        }
        JsonNode times = result.path("timestamp");
        JsonNode columns = result.path("indicators").path("quote").path(0);
        for (int i = 0; i < times.size(); i++) {
            int n = i;
            int ordinal = firstOrdinal + i;
            payload.map(
                    ordinal,
                    () -> entry(times, columns, n).getBytes(StandardCharsets.UTF_8),
                    () -> quote(chart, times.path(n), columns, n, ordinal, payload));
        }
        return firstOrdinal + times.size();
    }

    private static @Nullable Normalised quote(
            Chart chart, JsonNode time, JsonNode columns, int n, int ordinal, Payload payload) {
        if (!time.isIntegralNumber() || !time.canConvertToLong()) {
            throw UnreadableException.invalid("timestamp", "seconds since 1970", time.toString());
        }
        for (String column : new String[] {"open", "high", "low", "close"}) {
            JsonNode price = columns.path(column).path(n);
            if (price.isNull() || price.isMissingNode()) {
                return null;
            }
        }
        Instant at = Times.ofSeconds("timestamp", time.longValue());
        double close = chart.price(columns, "close", n);
        if (chart.interval == Interval.M1 && time.longValue() % MINUTE_SECONDS != 0) {
            return Quote.snapshot(payload.source(), chart.symbol, at, payload.observedAt(), ordinal, close, null);
        }
        return new Quote(
                payload.source(),
                chart.symbol,
                Quote.Kind.BAR,
                chart.interval,
                chart.interval == Interval.D1
                        ? SessionCalendar.nyse().start(at.atZone(chart.zone).toLocalDate())
                        : at,
                payload.observedAt(),
                ordinal,
                chart.price(columns, "open", n),
                chart.price(columns, "high", n),
                chart.price(columns, "low", n),
                close,
                Prices.volume(columns.path("volume").path(n)));
    }

    private static String entry(JsonNode times, JsonNode columns, int n) {
        StringBuilder entry = new StringBuilder("{\"timestamp\":").append(times.path(n));
        for (String column : new String[] {"open", "high", "low", "close", "volume"}) {
            JsonNode value = columns.path(column).path(n);
            entry.append(",\"").append(column).append("\":").append(value.isMissingNode() ? "null" : value.toString());
        }
        return entry.append('}').toString();
    }

    /** What holds for all bars of a chart. */
    private record Chart(
            String symbol,
            Interval interval,
            ZoneId zone,
            @Nullable String currency) {
        static Chart of(JsonNode meta) {
            String granularity = Json.text(meta, "dataGranularity");
            return new Chart(
                    Prices.symbol("symbol", Json.text(meta, "symbol")),
                    interval(granularity == null ? "" : granularity),
                    zone(Json.text(meta, "exchangeTimezoneName")),
                    Json.text(meta, "currency"));
        }

        double price(JsonNode columns, String column, int n) {
            return Prices.inMainUnit(Prices.price(column, columns.path(column).path(n)), currency);
        }

        private static Interval interval(String granularity) {
            return switch (granularity) {
                case "1m" -> Interval.M1;
                case "1d" -> Interval.D1;
                case "" -> throw UnreadableException.missing("dataGranularity");
                default -> throw UnreadableException.invalid("dataGranularity", "1m or 1d", granularity);
            };
        }

        private static ZoneId zone(@Nullable String name) {
            try {
                return name == null ? SessionCalendar.ZONE : ZoneId.of(name);
            } catch (DateTimeException e) {
                throw UnreadableException.invalid("exchangeTimezoneName", "a time zone", String.valueOf(name));
            }
        }
    }
}
