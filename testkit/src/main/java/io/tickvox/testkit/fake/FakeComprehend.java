package io.tickvox.testkit.fake;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Amazon Comprehend's BatchDetectSentiment: JSON 1.1 over HTTP, its limits and its errors. A text is positive if it holds
 * "soars", negative if it holds "plunges", mixed if both, else neutral.
 */
public final class FakeComprehend implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TARGET = "Comprehend_20171127.BatchDetectSentiment";
    private static final int BATCH = 25;
    private static final int MAX_BYTES = 5_000;

    private final FakeServer server;
    private final Map<String, String> errors = new HashMap<>();
    private int throttled;

    public FakeComprehend(Clock clock) {
        server = new FakeServer(clock, this::serve);
    }

    public FakeServer server() {
        return server;
    }

    public URI uri() {
        return server.uri("http");
    }

    /** Texts that hold {@code part} get the error {@code code} instead of a verdict; none again with an empty code. */
    public synchronized void error(String part, String code) {
        if (code.isEmpty()) {
            errors.remove(part);
        } else {
            errors.put(part, code);
        }
    }

    /** The next {@code times} calls are too many. */
    public synchronized void throttle(int times) {
        throttled = times;
    }

    private synchronized void serve(Exchange exchange) throws IOException {
        Request request = exchange.request();
        if (exchange.suffers(Fault.STALL)) {
            exchange.stall();
            return;
        }
        if (exchange.suffers(Fault.UNAVAILABLE) || exchange.suffers(Fault.SERVER_ERROR)) {
            fail(exchange, 500, "InternalServerException", "An internal server error occurred");
        } else if (!request.header("authorization").startsWith("AWS4-HMAC-SHA256 Credential=")
                || !request.header("authorization").contains("/comprehend/aws4_request")) {
            fail(exchange, 400, "MissingAuthenticationTokenException", "Request is missing Authentication Token");
        } else if (exchange.suffers(Fault.UNAUTHORIZED)) {
            fail(
                    exchange,
                    400,
                    "UnrecognizedClientException",
                    "The security token included in the request is invalid.");
        } else if (!request.header("x-amz-target").equals(TARGET)
                || !request.header("content-type").equals("application/x-amz-json-1.1")) {
            fail(exchange, 400, "UnknownOperationException", "");
        } else if (throttled > 0) {
            throttled--;
            fail(exchange, 400, "ThrottlingException", "Rate exceeded");
        } else {
            answer(exchange, JSON.readTree(request.body()));
        }
    }

    private void answer(Exchange exchange, JsonNode body) throws IOException {
        JsonNode texts = body.path("TextList");
        if (!body.path("LanguageCode").isString()) {
            fail(exchange, 400, "InvalidRequestException", "LanguageCode is missing");
            return;
        }
        if (texts.size() > BATCH) {
            fail(exchange, 400, "BatchSizeLimitExceededException", "Batch size limit is 25");
            return;
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = answer.putArray("ResultList");
        ArrayNode failed = answer.putArray("ErrorList");
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).asString();
            String error = error(text);
            if (error == null) {
                judge(results.addObject().put("Index", i), text);
            } else {
                failed.addObject().put("Index", i).put("ErrorCode", error).put("ErrorMessage", "for a test");
            }
        }
        exchange.reply(200, Map.of("Content-Type", "application/x-amz-json-1.1"), JSON.writeValueAsString(answer));
    }

    private @org.jspecify.annotations.Nullable String error(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return "TEXT_SIZE_LIMIT_EXCEEDED";
        }
        return errors.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static void judge(ObjectNode result, String text) {
        boolean up = text.contains("soars");
        boolean down = text.contains("plunges");
        String sentiment = up && down ? "Mixed" : up ? "Positive" : down ? "Negative" : "Neutral";
        result.put("Sentiment", sentiment.toUpperCase(Locale.ROOT));
        ObjectNode scores = result.putObject("SentimentScore");
        for (String name : new String[] {"Positive", "Negative", "Neutral", "Mixed"}) {
            scores.put(name, name.equals(sentiment) ? 0.85 : 0.05);
        }
    }

    private static void fail(Exchange exchange, int status, String code, String message) throws IOException {
        exchange.reply(
                status,
                Map.of("Content-Type", "application/x-amz-json-1.1", "x-amzn-errortype", code),
                "{\"__type\":\"" + code + "\",\"Message\":\"" + message + "\"}");
    }

    @Override
    public void close() {
        server.close();
    }
}
