package io.tickvox.sources.x;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.RateBudget;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.net.Answer;
import io.tickvox.sources.net.LineStream;
import io.tickvox.sources.net.Secret;
import io.tickvox.sources.net.StreamRefused;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The calls of X API v2 that Tickvox makes, each within its budget. */
final class XApi {
    private static final String STREAM = "/2/tweets/search/stream";
    private static final String RULES = STREAM + "/rules";
    private static final String SEARCH = "/2/tweets/search/recent";

    /** X sends a sign of life every 20 s. */
    private static final Duration SILENCE = Duration.ofSeconds(21);

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final SourceSettings settings;
    private final SourceEnvironment environment;
    private final Secret token;
    private final Clock clock;
    private final XClock itsClock;
    private final RateBudget connections;
    private final RateBudget ruleReads;
    private final RateBudget ruleChanges;
    private final RateBudget searches;
    private XFields fields = XFields.TWEET;
    private boolean canBackfill = true;

    XApi(SourceSettings settings, SourceEnvironment environment, Intake intake) {
        this.settings = settings;
        this.environment = environment;
        this.token = settings.secret(XFactory.TOKEN);
        this.clock = intake.clock();
        this.itsClock = new XClock(clock);
        this.connections = intake.budget("connections", 50, WINDOW);
        this.ruleReads = intake.budget("looks at the rules", 450, WINDOW);
        this.ruleChanges = intake.budget("changes of rules", 100, WINDOW);
        this.searches = intake.budget("searches", 450, WINDOW);
    }

    /**
     * A page of recent search, newest first.
     *
     * @param bytes as received
     * @param range what bounded it by X's clock, for the pages after it
     * @param newest id of the newest post; null if there is none
     * @param next token of the next page; null if this is the last
     */
    record Page(
            byte[] bytes,
            List<String> ids,
            boolean hasErrors,
            Map<String, String> range,
            @Nullable String newest,
            @Nullable String next) {}

    /** Who is talked to, for people. */
    String host() {
        return String.valueOf(settings.uri("").getHost());
    }

    /** All rules of the app. */
    List<JsonNode> rules() throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        List<JsonNode> rules = new ArrayList<>();
        String next = null;
        do {
            ruleReads.take();
            JsonNode page = ruleAnswer(
                    get(RULES + "?max_results=1000" + (next == null ? "" : "&pagination_token=" + encoded(next))));
            page.path("data").forEach(rules::add);
            next = Json.text(page.path("meta"), "next_token");
        } while (next != null);
        return rules;
    }

    /** Adds or deletes rules; the answer tells what came of each. */
    JsonNode changeRules(Map<String, ?> change)
            throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        ruleChanges.take();
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.uri(RULES))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(Json.object(change))));
        return ruleAnswer(environment.web().send(request, authorization()));
    }

    private JsonNode ruleAnswer(Answer answer) throws SourceFailure, XProblems.NoStream, IOException {
        if (!answer.isSuccess()) {
            throw streamProblem(answer);
        }
        return parsed(answer);
    }

    /**
     * Opens the filtered stream.
     *
     * @param backfill how many minutes ago X is to begin, if this token may ask for that; 0 to 5
     */
    LineStream stream(long backfill) throws SourceFailure, XProblems.NoStream, IOException, InterruptedException {
        while (true) {
            connections.take();
            long minutes = canBackfill ? backfill : 0;
            String query = "?" + (minutes > 0 ? "backfill_minutes=" + minutes : "") + fields.query();
            URI uri = settings.uri(STREAM + query.replace("?&", "?"));
            Duration silence = environment.web().settings().silence();
            try {
                return environment
                        .web()
                        .lines(uri, authorization(), silence.compareTo(SILENCE) < 0 ? silence : SILENCE);
            } catch (StreamRefused e) {
                Answer answer = e.answer();
                if (minutes > 0
                        && (answer.status() == 400 || answer.status() == 403)
                        && answer.text().contains("backfill")) {
                    canBackfill = false;
                } else if (fields.areRefusedBy(answer)) {
                    fields = fields.other();
                } else {
                    throw streamProblem(answer);
                }
            }
        }
    }

    /** Whether X has not yet refused to begin a stream some minutes ago. */
    boolean canBackfill() {
        return canBackfill;
    }

    private SourceFailure streamProblem(Answer answer) throws XProblems.NoStream {
        if (answer.status() == 403 && !answer.isPage()) {
            throw new XProblems.NoStream(host() + " answers 403: " + answer.excerpt());
        }
        return XProblems.of(answer, host(), XFactory.NAME, clock);
    }

    /** How long until a search is allowed. */
    Duration untilSearch() {
        return searches.untilAllowed();
    }

    /**
     * One page of recent search. Where X refuses the times of {@code range} as too new or too old, they are asked for again by
     * its own clock.
     *
     * @param range parameters that bound it; for further pages those of the page before
     * @param next token of the page; null for the first
     */
    Page search(String query, Map<String, String> range, @Nullable String next)
            throws SourceFailure, IOException, InterruptedException {
        Map<String, String> bounds = next == null ? itsClock.bounds(range) : range;
        Answer answer = searched(query, bounds, next);
        if (next == null && XClock.refuses(answer)) {
            bounds = itsClock.bounds(range);
            answer = searched(query, bounds, next);
        }
        if (XClock.refuses(answer)) {
            throw SourceFailure.unreachable(
                    host() + " answers 400: " + answer.excerpt() + ". Its clock is not as this machine's", null);
        }
        if (!answer.isSuccess()) {
            throw XProblems.of(answer, host(), XFactory.NAME, clock);
        }
        JsonNode root = parsed(answer);
        List<String> ids = new ArrayList<>();
        root.path("data").forEach(post -> ids.add(String.valueOf(Json.id(post, "id"))));
        return new Page(
                answer.body(),
                ids,
                ids.isEmpty() && root.has("errors"),
                bounds,
                Json.id(root.path("meta"), "newest_id"),
                Json.text(root.path("meta"), "next_token"));
    }

    private Answer searched(String query, Map<String, String> range, @Nullable String next)
            throws SourceFailure, IOException, InterruptedException {
        StringBuilder path = new StringBuilder(SEARCH + "?query=" + encoded(query) + "&max_results=100");
        range.forEach((name, value) -> path.append('&').append(name).append('=').append(encoded(value)));
        if (next != null) {
            path.append("&next_token=").append(encoded(next));
        }
        searches.take();
        Answer answer = get(path + fields.query());
        if (fields.areRefusedBy(answer)) {
            fields = fields.other();
            searches.take();
            answer = get(path + fields.query());
        }
        tell(answer);
        return answer;
    }

    private void tell(Answer answer) {
        String left = answer.header("x-rate-limit-remaining").orElse("");
        if (left.matches("\\d{1,9}")) {
            XProblems.reset(answer, clock).ifPresent(wait -> searches.told(Long.parseLong(left), wait));
        }
    }

    private Answer get(String pathAndQuery) throws IOException, InterruptedException {
        Answer answer = environment.web().get(settings.uri(pathAndQuery), authorization());
        itsClock.told(answer);
        return answer;
    }

    private Map<String, String> authorization() {
        return Map.of("Authorization", "Bearer " + token.value());
    }

    private JsonNode parsed(Answer answer) throws IOException {
        try {
            return Json.parse(answer.body());
        } catch (UnreadableException e) {
            throw new IOException(host() + " answers " + answer.status() + " with no JSON: " + answer.excerpt(), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
