package io.tickvox.sources.yahoo;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Prices;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Frames of Yahoo's streamer: a base64 text (version 1), or JSON with that text in it (version 2). Each tells the last
 * price of one symbol and, where there is one, the day's volume so far. A payload may hold several, one a line.
 */
public final class YahooStreamerMapper implements Mapper {
    @Override
    public void map(Envelope envelope, String position, Consumer<? super Normalised> out) {
        Payload payload = new Payload(envelope, position, out);
        List<String> frames = new String(envelope.payload(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (frames.isEmpty()) {
            payload.reject(Rejection.Reason.EMPTY, "Payload without content");
        }
        boolean single = frames.size() == 1;
        for (int i = 0; i < frames.size(); i++) {
            String frame = frames.get(i);
            int ordinal = i;
            payload.map(
                    ordinal,
                    single ? null : () -> frame.getBytes(StandardCharsets.UTF_8),
                    () -> quote(frame, ordinal, payload));
        }
    }

    private static Quote quote(String frame, int ordinal, Payload payload) {
        PricingData data = PricingData.read(frame.startsWith("{") ? decode(message(frame)) : decode(frame));
        return Quote.snapshot(
                payload.source(),
                Prices.symbol("id", data.id()),
                Times.ofMillis("time", data.timeMillis()),
                payload.observedAt(),
                ordinal,
                Prices.inMainUnit(data.price(), data.currency()),
                data.dayVolume() < 0 ? null : (Double) (double) data.dayVolume());
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            UnreadableException reason = Json.notJson(base64.getBytes(StandardCharsets.UTF_8), "no base64");
            throw reason.reason() == Rejection.Reason.UPSTREAM_ERROR
                    ? reason
                    : new UnreadableException(
                            Rejection.Reason.MALFORMED, "Cannot read frame as base64: " + e.getMessage());
        }
    }

    private static String message(String json) {
        JsonNode root = Json.parse(json.getBytes(StandardCharsets.UTF_8));
        String message = Json.text(root, "message");
        if (message == null || !"pricing".equals(Json.text(root, "type"))) {
            throw YahooErrors.none(root, "message");
        }
        return message;
    }
}
