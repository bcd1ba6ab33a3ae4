package io.tickvox.testkit.fake;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * X API v2 with a bearer's token: rules that take effect 20 s after they were added, the filtered stream with signs of life
 * and backfill, and recent search, which finds a post 15 s after it was written and gives five a page.
 */
public final class FakeX implements FakeApi {
    /** After which a rule takes effect. */
    public static final Duration RULE_EFFECT = Duration.ofSeconds(20);

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a token may not do. */
    public enum Lack {
        STREAM,
        BACKFILL,
        SEARCH,
        /** The month's posts are used up. */
        CAP,
        /** The newer names of fields, in place of the older. */
        OLD_NAMES
    }

    private final FakeServer server;
    private final FakeXPosts posts;
    private final FakeXRules rules;
    private final List<String> said = new ArrayList<>();
    private final Set<Lack> lacks = new TreeSet<>();
    private final List<Instant> searches = new ArrayList<>();
    private @Nullable Fault deferred;
    private String token = "";
    private int searchLimit = 450;

    public FakeX(Clock clock) {
        this.posts = new FakeXPosts(clock);
        this.rules = new FakeXRules(clock, posts);
        this.server = new FakeServer(clock, this::serve);
    }

    @Override
    public FakeServer server() {
        return server;
    }

    /** The bearer's token that it takes. */
    public synchronized void accepts(String bearer) {
        token = bearer;
    }

    public synchronized void lacks(Lack... what) {
        lacks.clear();
        lacks.addAll(List.of(what));
    }

    /** Searches that are allowed within 15 min. */
    public synchronized void searchLimit(int searches) {
        searchLimit = searches;
    }

    /** Rules that there may be. */
    public synchronized void ruleLimit(int count) {
        rules.limit(count);
    }

    /** A rule that is in effect already. */
    public synchronized String rule(String value, String tag) {
        return rules.add(value, tag);
    }

    /** The rules that there are, as {@code tag: value}. */
    public synchronized List<String> rules() {
        return rules.all();
    }

    /** Somebody writes a post. */
    public synchronized String post(String text) {
        notifyAll();
        return posts.add(text);
    }

    /** Somebody edits a post, which has another id then; searches find the last version alone. */
    public synchronized String edit(String id, String text) {
        notifyAll();
        return posts.edit(id, text);
    }

    /** All open streams say {@code line}. */
    public synchronized void say(String line) {
        said.add(line);
        notifyAll();
    }

    /** The next page of search that has posts says that {@code id} is its newest. */
    public synchronized void claimNewest(String id) {
        posts.claim(id);
    }

    private Instant now() {
        return server.clock().instant();
    }

    private Map<String, String> limits(int limit, int left, Instant reset) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-rate-limit-limit", Integer.toString(limit));
        headers.put("x-rate-limit-remaining", Integer.toString(left));
        headers.put("x-rate-limit-reset", Long.toString(reset.getEpochSecond()));
        return headers;
    }

    private void serve(Exchange exchange) throws IOException {
        if (exchange.refuses(
                limits(450, 0, now().plusSeconds(120)),
                "{\"title\":\"Too Many Requests\",\"detail\":\"Too Many Requests\",\"type\":\"about:blank\",\"status\":429}")) {
            return;
        }
        Request request = exchange.request();
        if (!isAuthorized(request)) {
            problem(exchange, 401, "Unauthorized", "Unauthorized");
            return;
        }
        switch (request.path()) {
            case "/2/tweets/search/stream/rules" -> {
                if (!defer(exchange)) {
                    rules(exchange);
                }
            }
            case "/2/tweets/search/stream" -> stream(exchange);
            case "/2/tweets/search/recent" -> search(exchange);
            default -> exchange.reply(404, Map.of("Content-Type", "text/html"), "<html>Not Found</html>");
        }
    }

    private synchronized boolean isAuthorized(Request request) {
        return request.header("authorization").equals("Bearer " + token);
    }

    /** Keeps what can go wrong with a stream for the next one; the answer here is then whole. */
    private boolean defer(Exchange exchange) throws IOException {
        Fault fault = exchange.fault();
        if (fault == null || !FakeLines.FAULTS.contains(fault)) {
            return false;
        }
        synchronized (this) {
            deferred = fault;
        }
        rules(exchange.sound());
        return true;
    }

    /** Answers with an error in X's form. */
    static void problem(Exchange exchange, int status, String title, String detail) throws IOException {
        exchange.reply(
                status,
                Map.of("Content-Type", "application/problem+json"),
                "{\"title\":\"" + title + "\",\"detail\":\"" + detail
                        + "\",\"type\":\"https://api.twitter.com/2/problems/x\",\"status\":" + status + "}");
    }

    private void rules(Exchange exchange) throws IOException {
        Map.Entry<Integer, String> answer;
        synchronized (this) {
            if (lacks.contains(Lack.STREAM)) {
                answer = null;
            } else if (exchange.request().method().equals("GET")) {
                answer = Map.entry(200, rules.page());
            } else {
                answer = rules.change(JSON.readTree(exchange.request().body()));
            }
        }
        if (answer == null) {
            problem(
                    exchange,
                    403,
                    "Client Forbidden",
                    "When authenticating requests, you must use a plan with the stream");
        } else {
            exchange.reply(answer.getKey(), Map.of("Content-Type", "application/json"), answer.getValue());
        }
    }

    private synchronized boolean lacks(Lack what) {
        return lacks.contains(what);
    }

    private boolean refusesFields(Exchange exchange) throws IOException {
        String refused = lacks(Lack.OLD_NAMES) ? "tweet.fields" : "post.fields";
        if (exchange.request().parameter(refused) == null) {
            return false;
        }
        exchange.reply(
                400,
                Map.of("Content-Type", "application/json"),
                "{\"errors\":[{\"parameters\":{\"" + refused + "\":[\"id\"]},\"message\":\"The query parameter ["
                        + refused
                        + "] is not one of the allowed ones\"}],\"title\":\"Invalid Request\",\"type\":\"https://api.twitter.com/2/problems/invalid-request\"}");
        return true;
    }

    private void stream(Exchange exchange) throws IOException {
        String backfill = exchange.request().parameter("backfill_minutes");
        if (lacks(Lack.CAP)) {
            cap(exchange);
            return;
        }
        if (backfill != null && lacks(Lack.BACKFILL)) {
            problem(exchange, 400, "Invalid Request", "The parameter [backfill_minutes] is not allowed for this app");
            return;
        }
        if (refusesFields(exchange)) {
            return;
        }
        Fault fault;
        Told told;
        synchronized (this) {
            fault = exchange.fault() == null ? deferred : exchange.fault();
            deferred = exchange.fault() == null ? null : deferred;
            told = new Told(
                    backfill == null
                            ? posts.size()
                            : posts.firstSince(now().minus(Duration.ofMinutes(Long.parseLong(backfill)))),
                    said.size());
        }
        FakeLines.write(exchange, fault, this, told::next);
    }

    /** How far one stream has come. */
    private final class Told {
        private int posts;
        private int said;

        Told(int posts, int said) {
            this.posts = posts;
            this.said = said;
        }

        @Nullable
        String next() {
            String line = null;
            while (line == null && posts < FakeX.this.posts.size()) {
                line = rules.object(FakeX.this.posts.at(posts++));
            }
            return line == null && said < FakeX.this.said.size() ? FakeX.this.said.get(said++) : line;
        }
    }

    private static void cap(Exchange exchange) throws IOException {
        exchange.reply(
                429,
                Map.of("Content-Type", "application/json", "x-rate-limit-remaining", "1499"),
                "{\"account_id\":\"1\",\"product_name\":\"standard-basic\",\"title\":\"UsageCapExceeded\",\"period\":\"Monthly\","
                        + "\"scope\":\"Product\",\"detail\":\"Usage cap exceeded: Monthly product cap\"}");
    }

    private void search(Exchange exchange) throws IOException {
        if (lacks(Lack.SEARCH)) {
            problem(exchange, 403, "Client Forbidden", "This plan has no search");
            return;
        }
        if (lacks(Lack.CAP)) {
            cap(exchange);
            return;
        }
        if (refusesFields(exchange)) {
            return;
        }
        Map<String, String> headers;
        String body = null;
        String wrong;
        synchronized (this) {
            wrong = posts.wrongTime(exchange.request());
            searches.removeIf(at -> at.isBefore(now().minus(WINDOW)));
            Instant reset = searches.isEmpty()
                    ? now().plus(WINDOW)
                    : searches.get(0).plus(WINDOW).plusSeconds(1);
            if (searches.size() >= searchLimit) {
                headers = limits(searchLimit, 0, reset);
            } else {
                searches.add(now());
                headers = limits(searchLimit, searchLimit - searches.size(), reset);
                body = wrong.isEmpty() ? posts.page(exchange.request()) : "";
            }
        }
        if (body == null) {
            exchange.reply(429, headers, "{\"title\":\"Too Many Requests\",\"status\":429}");
        } else if (body.isEmpty()) {
            exchange.reply(
                    400,
                    Map.of("Content-Type", "application/json"),
                    "{\"errors\":[{\"message\":\"" + wrong
                            + "\"}],\"title\":\"Invalid Request\",\"detail\":\"One or more"
                            + " parameters to your request was invalid.\","
                            + "\"type\":\"https://api.twitter.com/2/problems/invalid-request\"}");
        } else {
            exchange.json(headers, body);
        }
    }
}
