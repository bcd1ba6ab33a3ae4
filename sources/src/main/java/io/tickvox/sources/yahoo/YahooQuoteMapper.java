package io.tickvox.sources.yahoo;

import io.tickvox.model.Quote;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Prices;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import tools.jackson.databind.JsonNode;

/** Answers of Yahoo's v7 quote API: the last price of the regular session of each symbol asked for. */
public final class YahooQuoteMapper extends TreeMapper {
    @Override
    protected void map(JsonNode root, Payload payload) {
        JsonNode results = root.path("quoteResponse").path("result");
        if (!results.isArray()) {
            UnreadableException reason = YahooErrors.none(root, "quoteResponse.result");
            payload.reject(reason.reason(), reason.getMessage());
            return;
        }
        int n = 0;
        for (JsonNode result : results) {
            int ordinal = n++;
            payload.map(ordinal, () -> Json.bytes(result), () -> quote(result, ordinal, payload));
        }
    }

    private static Quote quote(JsonNode result, int ordinal, Payload payload) {
        Long seconds = Json.number(result, "regularMarketTime");
        if (seconds == null) {
            throw UnreadableException.missing("regularMarketTime");
        }
        double price = Json.requiredDouble(result, "regularMarketPrice");
        return Quote.snapshot(
                payload.source(),
                Prices.symbol("symbol", Json.text(result, "symbol")),
                Times.ofSeconds("regularMarketTime", seconds),
                payload.observedAt(),
                ordinal,
                Prices.inMainUnit(price, Json.text(result, "currency")),
                Prices.volume(result.path("regularMarketVolume")));
    }
}
