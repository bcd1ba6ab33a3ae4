package io.tickvox.sources;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Tells a payload's stream by its look, for payloads that come without one. */
final class Streams {
    private Streams() {}

    /** The stream of {@code source} that {@code payload} most looks like; what it is at all is for the mapper to say. */
    static String of(String source, byte[] payload) {
        return switch (source) {
            case "x" -> x(tree(payload));
            case "reddit" -> {
                JsonNode root = tree(payload);
                yield root.isArray() || root.path("data").has("children") ? "listing" : "thing";
            }
            case "bluesky" -> "jetstream";
            case "stocktwits" -> {
                JsonNode root = tree(payload);
                yield root.isObject() && root.has("body") ? "message" : "symbol";
            }
            case "finnhub" -> tree(payload).has("c") ? "quote" : "trades";
            case "yahoo" -> yahoo(tree(payload));
            case "coinbase" -> "matches";
            case "file" -> "prices-daily";
            default -> "";
        };
    }

    private static String x(JsonNode root) {
        boolean isPost = root.isArray() || root.has("statuses") || root.has("id_str") || root.has("id");
        boolean isV2 = root.has("data") || root.has("meta") || root.has("includes") || root.has("title");
        return isV2 && !isPost ? "search" : "v1.1";
    }

    private static String yahoo(JsonNode root) {
        if (root.has("quoteResponse")) {
            return "quote";
        }
        return root.has("chart") || root.has("finance") ? "chart" : "streamer";
    }

    private static JsonNode tree(byte[] payload) {
        try {
            return Json.parse(payload);
        } catch (UnreadableException e) {
            return MissingNode.getInstance();
        }
    }
}
