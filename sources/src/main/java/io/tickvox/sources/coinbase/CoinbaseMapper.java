package io.tickvox.sources.coinbase;

import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Prices;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Messages of Coinbase Exchange's feed, one a payload: trades ({@code match}, and {@code last_match}, the newest one before a
 * subscription); others give nothing. Prices and sizes are decimals in strings. A trade's ordinal is made of its id, which
 * orders the trades of one millisecond.
 */
public final class CoinbaseMapper extends TreeMapper {
    @Override
    protected void map(JsonNode root, Payload payload) {
        payload.map(0, null, () -> record(root, payload));
    }

    private static @Nullable Normalised record(JsonNode message, Payload payload) {
        String type = Json.text(message, "type");
        return switch (type == null ? "" : type) {
            case "match", "last_match" -> trade(message, payload);
            case "error" ->
                throw new UnreadableException(
                        Rejection.Reason.UPSTREAM_ERROR,
                        "Coinbase answered with an error: " + UnreadableException.excerpt(message.toString()));
            case "" -> throw UnreadableException.missing("type");
            default -> null;
        };
    }

    private static Quote trade(JsonNode message, Payload payload) {
        Long id = Json.number(message, "trade_id");
        if (id == null) {
            throw UnreadableException.missing("trade_id");
        }
        String time = Json.text(message, "time");
        if (time == null) {
            throw UnreadableException.missing("time");
        }
        return Quote.trade(
                payload.source(),
                Prices.symbol("product_id", Json.text(message, "product_id")),
                Times.ofIso("time", time),
                payload.observedAt(),
                (int) (id & Integer.MAX_VALUE),
                decimal(message, "price"),
                decimal(message, "size"));
    }

    private static double decimal(JsonNode message, String field) {
        String text = Json.text(message, field);
        if (text == null) {
            throw UnreadableException.missing(field);
        }
        try {
            double value = new BigDecimal(text).doubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw UnreadableException.invalid(field, "a decimal", text);
    }
}
