package io.tickvox.sources.reddit;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.Answer;
import io.tickvox.sources.net.Secret;
import io.tickvox.sources.net.Web;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The token that Reddit's API asks for, got by OAuth2 for the app itself or for an account, and renewed in time. */
final class RedditToken {
    static final String KEY_HINT =
            "Check sources.reddit.client-id and client-secret at https://www.reddit.com/prefs/apps";

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final long SHORTEST_SECONDS = 60;

    private final SourceSettings settings;
    private final Web web;
    private final Clock clock;
    private final String userAgent;
    private @Nullable Secret token;
    private Instant until = Instant.MIN;

    RedditToken(SourceSettings settings, Web web, Clock clock, String userAgent) {
        this.settings = settings;
        this.web = web;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    /** The token, got anew if it soon ends. */
    Secret value() throws SourceFailure, IOException, InterruptedException {
        Secret held = token;
        if (held == null || !clock.instant().isBefore(until)) {
            held = renewed();
            token = held;
        }
        return held;
    }

    /** The token is not accepted any more. */
    void drop() {
        token = null;
    }

    private Secret renewed() throws SourceFailure, IOException, InterruptedException {
        String pair = settings.text(RedditFactory.CLIENT_ID) + ":"
                + settings.secret(RedditFactory.CLIENT_SECRET).value();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.uri(RedditFactory.AUTH, "/api/v1/access_token"))
                .POST(HttpRequest.BodyPublishers.ofString(form()));
        Answer answer = web.send(
                request,
                Map.of(
                        "Authorization",
                        "Basic " + basic,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "User-Agent",
                        userAgent));
        String host = String.valueOf(settings.uri(RedditFactory.AUTH, "").getHost());
        if (!answer.isSuccess()) {
            throw RedditApi.problem(answer, host, clock);
        }
        JsonNode root = parsed(answer, host);
        String text = Json.text(root, "access_token");
        if (text == null) {
            throw refused(root, host);
        }
        Long seconds = Json.count(root, "expires_in");
        until = clock.instant()
                .plusSeconds(Math.max(SHORTEST_SECONDS, seconds == null ? 0 : seconds))
                .minus(MARGIN);
        return new Secret(text);
    }

    private String form() {
        Optional<String> name = settings.find(RedditFactory.USERNAME);
        Optional<String> password = settings.find(RedditFactory.PASSWORD);
        if (name.isEmpty() || password.isEmpty()) {
            return "grant_type=client_credentials";
        }
        return "grant_type=password&username=" + URLEncoder.encode(name.get(), StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password.get(), StandardCharsets.UTF_8);
    }

    /** Reddit refuses with 200 too. */
    private static SourceFailure refused(JsonNode root, String host) {
        String error = Json.text(root, "error");
        String description = Json.text(root, "error_description");
        String said = host + " gives no token: " + (error == null ? "it does not say why" : error)
                + (description == null ? "" : ", " + UnreadableException.excerpt(description));
        return SourceFailure.refused(said + ". "
                + ("invalid_grant".equals(error)
                        ? "Check sources.reddit.username and password, and that the app is a script of that account"
                        : KEY_HINT));
    }

    static JsonNode parsed(Answer answer, String host) throws IOException {
        try {
            return Json.parse(answer.body());
        } catch (UnreadableException e) {
            throw new IOException(
                    host + " answers " + answer.status() + " with no JSON: "
                            + (answer.isPage() ? "a web page" : "cut or empty"),
                    e);
        }
    }
}
