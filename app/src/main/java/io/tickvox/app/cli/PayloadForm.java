package io.tickvox.app.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells from a payload's own form what it is, where nobody says. */
final class PayloadForm {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> STATUS_MEMBERS = List.of("id_str", "statuses", "delete", "warning", "resources");

    private PayloadForm() {}

    /** Whether {@code bytes} are JSON values, each on a line of its own, rather than one value. */
    static boolean isLines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        int end = text.indexOf('\n');
        return end > 0
                && !text.substring(end).isBlank()
                && parse(text.substring(0, end)).isContainer();
    }

    /** The stream of {@code source} whose layout the payload has; the source's most usual one if none fits. */
    static String stream(String source, byte[] payload) {
        JsonNode root = parse(new String(payload, StandardCharsets.UTF_8));
        return switch (source) {
            case "x" -> x(root);
            case "reddit" -> root.path("kind").asString("").matches("t[13]") ? "thing" : "listing";
            case "bluesky" -> "jetstream";
            case "stocktwits" -> root.has("body") || root.isArray() ? "message" : "symbol";
            case "finnhub" -> finnhub(root);
            case "yahoo" -> yahoo(root);
            case "coinbase" -> "matches";
            default -> "prices-daily";
        };
    }

    private static String x(JsonNode root) {
        JsonNode first = root.isArray() ? root.path(0) : root;
        boolean status = STATUS_MEMBERS.stream().anyMatch(first::has)
                || !first.has("data") && (first.has("text") || first.has("full_text"));
        return status ? "v1.1" : "search";
    }

    private static String finnhub(JsonNode root) {
        if (root.has("type")) {
            return "trades";
        }
        if (root.path("t").isArray() || root.has("s")) {
            return "candle:D:";
        }
        return root.has("c") ? "quote" : "trades";
    }

    private static String yahoo(JsonNode root) {
        if (root.has("quoteResponse") || root.has("quoteSummary") || root.has("finance")) {
            return "quote";
        }
        return root.has("chart") ? "chart" : "streamer";
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        }
    }
}
