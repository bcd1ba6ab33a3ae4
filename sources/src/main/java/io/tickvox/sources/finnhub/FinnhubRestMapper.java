package io.tickvox.sources.finnhub;

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
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Answers of Finnhub's REST API, whose payloads do not name their symbol, so that the stream does: {@code quote:AAPL} for a
 * quote, {@code candle:1:AAPL} and {@code candle:D:AAPL} for candles of a minute and of a day. What a symbol holds after
 * the colon may itself hold colons ({@code BINANCE:BTCUSDT}).
 *
 * <p>A quote without a time is one of when it was observed.
 */
public final class FinnhubRestMapper extends TreeMapper {
    private static final String QUOTE = "quote:";
    private static final String CANDLE = "candle:";

    /** Whether {@code stream} names an answer that this mapper reads. */
    public static boolean reads(String stream) {
        return stream.equals("quote") || stream.startsWith(QUOTE) || stream.startsWith(CANDLE);
    }

    @Override
    protected void map(JsonNode root, Payload payload) {
        String stream = payload.stream();
        if (root.has("error")) {
            payload.map(0, null, () -> failed(root));
        } else if (stream.startsWith(CANDLE)) {
            candles(root, stream.substring(CANDLE.length()), payload);
        } else {
            payload.map(0, null, () -> quote(root, payload));
        }
    }

    private static Normalised failed(JsonNode root) {
        throw FinnhubErrors.upstream(root);
    }

    private static Quote quote(JsonNode root, Payload payload) {
        String stream = payload.stream();
        Long seconds = Json.number(root, "t");
        double price = Json.requiredDouble(root, "c");
        return Quote.snapshot(
                payload.source(),
                Prices.symbol("symbol", stream.startsWith(QUOTE) ? stream.substring(QUOTE.length()) : null),
                seconds == null || seconds == 0 ? payload.observedAt() : Times.ofSeconds("t", seconds),
                payload.observedAt(),
                0,
                price,
                null);
    }

    private static void candles(JsonNode root, String name, Payload payload) {
        int colon = name.indexOf(':');
        String resolution = colon < 0 ? name : name.substring(0, colon);
        String symbol = colon < 0 ? null : name.substring(colon + 1);
        boolean isDaily = resolution.equals("D");
        JsonNode times = root.path("t");
        if ((!isDaily && !resolution.equals("1")) || !times.isArray()) {
            payload.map(0, null, () -> noCandles(root, isDaily || resolution.equals("1"), resolution));
            return;
        }
        for (int i = 0; i < times.size(); i++) {
            int n = i;
            payload.map(i, () -> Json.bytes(times.get(n)), () -> candle(root, n, isDaily, symbol, payload));
        }
    }

    private static @Nullable Normalised noCandles(JsonNode root, boolean isKnown, String resolution) {
        if (!isKnown) {
            throw UnreadableException.invalid("resolution", "1 or D", resolution);
        }
        if (!"no_data".equals(Json.text(root, "s"))) {
            throw UnreadableException.missing("t");
        }
        return null;
    }

    private static Quote candle(JsonNode root, int n, boolean isDaily, @Nullable String symbol, Payload payload) {
        JsonNode seconds = root.path("t").path(n);
        if (!seconds.isIntegralNumber() || !seconds.canConvertToLong()) {
            throw UnreadableException.invalid("t", "seconds since 1970", seconds.toString());
        }
        Instant at = Times.ofSeconds("t", seconds.longValue());
        return new Quote(
                payload.source(),
                Prices.symbol("symbol", symbol),
                Quote.Kind.BAR,
                isDaily ? Interval.D1 : Interval.M1,
                isDaily
                        ? SessionCalendar.nyse()
                                .start(at.atOffset(ZoneOffset.UTC).toLocalDate())
                        : at,
                payload.observedAt(),
                n,
                Prices.price("o", root.path("o").path(n)),
                Prices.price("h", root.path("h").path(n)),
                Prices.price("l", root.path("l").path(n)),
                Prices.price("c", root.path("c").path(n)),
                Prices.volume(root.path("v").path(n)));
    }
}
