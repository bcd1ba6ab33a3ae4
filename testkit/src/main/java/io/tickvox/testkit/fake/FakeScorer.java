package io.tickvox.testkit.fake;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A scorer that a user brings: takes texts and gives probabilities. A text is positive if it holds "soars", negative if it
 * holds "plunges", else neutral.
 */
public final class FakeScorer implements AutoCloseable {
    public static final String TOKEN = "secret-token";

    private static final JsonMapper JSON = new JsonMapper();

    private final FakeServer server;
    private final Map<String, Boolean> errors = new HashMap<>();
    private @Nullable String poison;
    private String model = "fake-1";

    public FakeScorer(Clock clock) {
        server = new FakeServer(clock, this::serve);
    }

    public FakeServer server() {
        return server;
    }

    public URI uri() {
        return URI.create(server.uri("http") + "/score");
    }

    /** Texts that hold {@code part} get an error: one that may pass or one that stays. */
    public synchronized void error(String part, boolean retry) {
        errors.put(part, retry);
    }

    /** No text gets an error any more. */
    public synchronized void heal() {
        errors.clear();
    }

    /** Calls with a text that holds {@code part} are refused as a whole. */
    public synchronized void poison(String part) {
        poison = part;
    }

    /** What it calls itself from now on. */
    public synchronized void model(String name) {
        model = name;
    }

    private synchronized void serve(Exchange exchange) throws IOException {
        Request request = exchange.request();
        if (exchange.refuses(Map.of("Retry-After", "1"), "{\"error\":\"slow down\"}")) {
            return;
        }
        if (!request.header("authorization").equals("Bearer " + TOKEN)) {
            exchange.reply(401, Map.of(), "{\"error\":\"who are you?\"}");
            return;
        }
        JsonNode texts = JSON.readTree(request.body()).path("texts");
        ObjectNode answer = JSON.createObjectNode().put("model", model);
        ArrayNode results = answer.putArray("results");
        for (JsonNode text : texts) {
            if (poison != null && text.asString().contains(poison)) {
                exchange.reply(422, Map.of(), "{\"error\":\"cannot read a text\"}");
                return;
            }
            judge(results.addObject(), text.asString());
        }
        exchange.json(JSON.writeValueAsString(answer));
    }

    private void judge(ObjectNode result, String text) {
        for (Map.Entry<String, Boolean> error : errors.entrySet()) {
            if (text.contains(error.getKey())) {
                result.put("error", "not now").put("retry", error.getValue());
                return;
            }
        }
        double positive = text.contains("soars") ? 0.9 : 0.05;
        double negative = text.contains("plunges") && positive < 0.5 ? 0.9 : 0.05;
        result.put("positive", positive).put("negative", negative).put("neutral", 1 - positive - negative);
    }

    @Override
    public void close() {
        server.close();
    }
}
