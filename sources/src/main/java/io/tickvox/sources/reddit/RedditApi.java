package io.tickvox.sources.reddit;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.RateBudget;
import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.Answer;
import io.tickvox.sources.net.Web;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reddit's listings, at most 100 calls a minute and fewer while Reddit says so. */
final class RedditApi {
    /** Most things that {@link #things} can be asked for at once. */
    static final int MOST = 100;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final String INFO = "/api/info";

    private final SourceSettings settings;
    private final Web web;
    private final Clock clock;
    private final RateBudget calls;
    private final String userAgent;
    private final RedditToken token;

    RedditApi(SourceSettings settings, SourceEnvironment environment, Intake intake) {
        this.settings = settings;
        this.web = environment.web();
        this.clock = intake.clock();
        this.calls = intake.budget("calls", 100, WINDOW);
        this.userAgent = "java:" + settings.text(RedditFactory.CLIENT_ID) + ":v0.1 (Tickvox"
                + settings.find(RedditFactory.USERNAME)
                        .map(name -> ", by /u/" + name)
                        .orElse("") + ")";
        this.token = new RedditToken(settings, web, clock, userAgent);
    }

    /**
     * A page of a listing, newest first.
     *
     * @param things submissions and comments, each with its kind
     * @param next fullname after which the next page begins; null if this is the last
     * @param ahead of our clock Reddit's is
     */
    record Page(List<JsonNode> things, @Nullable String next, Duration ahead) {}

    String host() {
        return String.valueOf(settings.uri("").getHost());
    }

    /**
     * A page.
     *
     * @param path of the listing, for example {@code /r/stocks+options/new}
     */
    Page page(String path, @Nullable String after) throws SourceFailure, IOException, InterruptedException {
        return listing(path, path + "?limit=100&raw_json=1" + (after == null ? "" : "&after=" + encoded(after)));
    }

    /** Things as they are now; one that is missing is not to be had any more. */
    List<JsonNode> things(List<String> fullnames) throws SourceFailure, IOException, InterruptedException {
        return listing(INFO, INFO + "?raw_json=1&id=" + encoded(String.join(",", fullnames)))
                .things();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether there are calls to spare for what can wait. */
    boolean hasPlenty() {
        return calls.left() > calls.limit() / 4;
    }

    private Page listing(String path, String query) throws SourceFailure, IOException, InterruptedException {
        Answer answer = get(query);
        if (answer.status() == 401) {
            token.drop();
            answer = get(query);
        }
        if (!answer.isSuccess()) {
            throw problem(answer, host(), clock);
        }
        JsonNode data = RedditToken.parsed(answer, host()).path("data");
        if (!data.path("children").isArray()) {
            throw new IOException(host() + " answers " + answer.status() + " with no listing");
        }
        List<JsonNode> things = new ArrayList<>();
        for (JsonNode child : data.path("children")) {
            String kind = Json.text(child, "kind");
            if ("t5".equals(kind)) {
                throw SourceFailure.refused(
                        host() + " finds none of the subreddits of " + path + ". Check sources.reddit.subreddits");
            }
            things.add(child);
        }
        Duration ahead = Duration.between(clock.instant(), Refusals.serverTime(answer, clock));
        return new Page(things, Json.text(data, "after"), ahead);
    }

    private Answer get(String pathAndQuery) throws SourceFailure, IOException, InterruptedException {
        String bearer = token.value().value();
        calls.take();
        Answer answer = web.get(
                settings.uri(pathAndQuery), Map.of("Authorization", "bearer " + bearer, "User-Agent", userAgent));
        Optional<Duration> reset = reset(answer);
        if (reset.isPresent()) {
            answer.header("x-ratelimit-remaining")
                    .filter(RedditApi::isNumber)
                    .ifPresent(left -> calls.told((long) Double.parseDouble(left), reset.get()));
        }
        return answer;
    }

    static SourceFailure problem(Answer answer, String host, Clock clock) {
        Optional<Duration> wait = Refusals.retryAfter(answer, clock).or(() -> reset(answer));
        return answer.status() == 429 && wait.isPresent()
                ? SourceFailure.limitedUntil(clock.instant().plus(wait.get()), host + " answers 429")
                : Refusals.of(answer, host, RedditToken.KEY_HINT, clock);
    }

    /** How long until Reddit counts anew: seconds to go, not a time. */
    private static Optional<Duration> reset(Answer answer) {
        return answer.header("x-ratelimit-reset")
                .filter(RedditApi::isNumber)
                .map(text -> Duration.ofMillis(Math.round(Double.parseDouble(text) * 1_000)))
                .filter(wait -> wait.compareTo(Duration.ofHours(1)) <= 0);
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,9}(\\.\\d{1,9})?");
    }
}
