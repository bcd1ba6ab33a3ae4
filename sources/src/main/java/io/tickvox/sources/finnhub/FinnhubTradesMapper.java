package io.tickvox.sources.finnhub;

import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Prices;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Frames of Finnhub's socket: trades; pings, which give nothing; errors. Trades in one frame need not be in order and may
 * be alike in every field, so each keeps its place in the frame as its ordinal.
 */
public final class FinnhubTradesMapper extends TreeMapper {
    @Override
    protected void map(JsonNode root, Payload payload) {
        JsonNode trades = root.path("data");
        if (!"trade".equals(Json.text(root, "type")) || !trades.isArray()) {
            payload.map(0, null, () -> other(root));
            return;
        }
        int n = 0;
        for (JsonNode trade : trades) {
            int ordinal = n++;
            payload.map(ordinal, () -> Json.bytes(trade), () -> trade(trade, ordinal, payload));
        }
    }

    private static @Nullable Normalised other(JsonNode root) {
        String type = Json.text(root, "type");
        if (root.has("error") || "error".equals(type)) {
            throw FinnhubErrors.upstream(root);
        }
        if ("ping".equals(type)) {
            return null;
        }
        throw type == null || type.equals("trade")
                ? UnreadableException.missing(type == null ? "type" : "data")
                : UnreadableException.invalid("type", "trade, ping or error", type);
    }

    private static Quote trade(JsonNode trade, int ordinal, Payload payload) {
        Long millis = Json.number(trade, "t");
        if (millis == null) {
            throw UnreadableException.missing("t");
        }
        return Quote.trade(
                payload.source(),
                Prices.symbol("s", Json.text(trade, "s")),
                Times.ofMillis("t", millis),
                payload.observedAt(),
                ordinal,
                Json.requiredDouble(trade, "p"),
                Prices.volume(trade.path("v")));
    }
}
