package io.tickvox.text.http;

import io.tickvox.text.classifier.CallFailure;
import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.Probabilities;
import io.tickvox.text.classifier.Verdict;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an endpoint: {@code {"texts": [...]}} out, {@code {"model": ..., "results": [...]}} back. */
final class HttpClassifier implements Classifier {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int EXCERPT = 120;

    private final HttpSettings settings;
    private final String host;
    private final HttpClient client;
    private volatile String model;

    HttpClassifier(HttpSettings settings) {
        this.settings = settings;
        int port = settings.endpoint().getPort();
        this.host = settings.endpoint().getHost() + (port < 0 ? "" : ":" + port);
        this.model = "http/" + host;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public int batch() {
        return settings.batch();
    }

    @Override
    public List<Verdict> classify(List<String> texts) throws CallFailure, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.endpoint())
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("texts", texts))));
        if (settings.token() != null) {
            request.header("Authorization", "Bearer " + settings.token());
        }
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() != 200) {
            throw refusal(response);
        }
        return verdicts(response.body(), texts.size());
    }

    /** The client bounds the wait for an answer's head only, so the whole is waited for here. */
    private HttpResponse<String> send(HttpRequest request) throws CallFailure, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw CallFailure.passing(
                    host + " gave no whole answer in " + settings.timeout().toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String reason = cause instanceof IOException && cause.getMessage() != null ? ": " + cause.getMessage() : "";
            throw CallFailure.passing(host + " did not answer" + reason, cause);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private CallFailure refusal(HttpResponse<String> response) {
        int status = response.statusCode();
        String what = host + " answered " + status + excerpt(response.body());
        return switch (status) {
            case 408, 425, 500, 502, 503, 504 -> CallFailure.limited(what, retryAfter(response));
            case 429 -> CallFailure.limited(host + " limits calls (429)", retryAfter(response));
            case 401, 403 ->
                CallFailure.lasting(host + " refused the token (" + status + "): check scorers.http.token", null);
            case 413, 422 -> CallFailure.content(what);
            default -> CallFailure.lasting(what + ": check scorers.http.url", null);
        };
    }

    private static String excerpt(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        if (line.isEmpty() || line.startsWith("<")) {
            return "";
        }
        return ": " + (line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…");
    }

    private static @Nullable Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    private List<Verdict> verdicts(String body, int count) throws CallFailure {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException e) {
            throw CallFailure.lasting(host + " answered with no JSON" + excerpt(body), e);
        }
        JsonNode results = answer.path("results");
        if (!results.isArray() || results.size() != count) {
            throw CallFailure.lasting(
                    host + " answered with no 'results' of " + count + " items, one for each text", null);
        }
        if (answer.path("model").isString()) {
            model = "http/" + answer.path("model").asString();
        }
        List<Verdict> verdicts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            verdicts.add(verdict(results.get(i), i));
        }
        return verdicts;
    }

    private Verdict verdict(JsonNode result, int index) throws CallFailure {
        if (result.path("error").isString()) {
            String reason = result.path("error").asString();
            return result.path("retry").asBoolean(false) ? new Verdict.Failed(reason) : new Verdict.Refused(reason);
        }
        try {
            return new Verdict.Judged(
                    Probabilities.sentiment(
                            probability(result, "positive"),
                            probability(result, "neutral"),
                            probability(result, "negative"),
                            result.has("mixed") ? probability(result, "mixed") : 0),
                    model);
        } catch (IllegalArgumentException e) {
            throw CallFailure.lasting(host + " answered with an invalid item " + index + ": " + e.getMessage(), e);
        }
    }

    private static double probability(JsonNode result, String name) {
        JsonNode value = result.path(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "expected numbers positive, neutral and negative, no '%s' found", name));
        }
        return value.doubleValue();
    }

    @Override
    public void close() {
        // The client ends by itself once nothing refers to it.
    }
}
