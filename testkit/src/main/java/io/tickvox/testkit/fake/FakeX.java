package io.tickvox.testkit.fake;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * X API v2 with a bearer's token: rules that take effect 20 s after they were added, the filtered stream with signs of life
 * and backfill, and recent search, which finds a post 15 s after it was written and gives five a page.
 *
 * <p>Longer than our other files: stream, search and rules answer from the same posts, plans and faults, and apart they would
 * only hand these to each other.
 */
public final class FakeX implements FakeApi {
    /** After which a rule takes effect. */
    public static final Duration RULE_EFFECT = Duration.ofSeconds(20);

    private static final Duration INDEXING = Duration.ofSeconds(15);
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration REACH = Duration.ofDays(7);
    private static final long EPOCH_MILLIS = 1_288_834_974_657L;
    private static final int PAGE = 5;
    private static final int BEFORE_FAULT = 2;
    private static final int LIFE_MILLIS = 50;
    private static final Pattern CASHTAG = Pattern.compile("\\$([A-Z._]+)");
    private static final Set<Fault> OF_STREAMS =
            Set.of(Fault.DISCONNECT_MID_RECORD, Fault.STALL, Fault.DUPLICATES, Fault.REORDERED);
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

    private static final class Rule {
        private final String id;
        private final String value;
        private final String tag;
        private final Instant from;
        private @Nullable Instant until;

        Rule(String id, String value, String tag, Instant from) {
            this.id = id;
            this.value = value;
            this.tag = tag;
            this.from = from;
        }

        boolean matches(Post post) {
            return !post.at.isBefore(from)
                    && (until == null || post.at.isBefore(until))
                    && tags(value).stream().anyMatch(tags(post.text)::contains);
        }
    }

    /** @param before ids of the versions that it replaces, the first one first */
    private record Post(long id, Instant at, String text, List<Long> before) {
        String json() {
            String history =
                    before.stream().map(earlier -> "\"" + earlier + "\",").collect(Collectors.joining());
            return "{\"id\":\"" + id + "\",\"edit_history_tweet_ids\":[" + history + "\"" + id + "\"],\"created_at\":\""
                    + at.truncatedTo(ChronoUnit.MILLIS) + "\",\"author_id\":\"12\",\"lang\":\"en\",\"text\":\"" + text
                    + "\",\"public_metrics\":{\"retweet_count\":0,\"reply_count\":0,\"like_count\":1,\"quote_count\":0}}";
        }
    }

    private static final String INCLUDES =
            "\"includes\":{\"users\":[{\"id\":\"12\",\"username\":\"somebody\",\"public_metrics\":{\"followers_count\":7}}]}";

    private final FakeServer server;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Post> posts = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Set<Lack> lacks = new TreeSet<>();
    private final List<Instant> searches = new ArrayList<>();
    private @Nullable Fault deferred;
    private String token = "";
    private int searchLimit = 450;
    private int ruleLimit = 1_000;
    private long lastId;

    public FakeX(Clock clock) {
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
        ruleLimit = count;
    }

    /** A rule that is in effect already. */
    public synchronized String rule(String value, String tag) {
        Rule rule = new Rule(nextId(), value, tag, Instant.EPOCH);
        rules.add(rule);
        return rule.id;
    }

    /** The rules that there are, as {@code tag: value}. */
    public synchronized List<String> rules() {
        return present().map(rule -> rule.tag + ": " + rule.value).sorted().toList();
    }

    /** Somebody writes a post. */
    public synchronized String post(String text) {
        return write(text, List.of());
    }

    /** Somebody edits a post, which has another id then; searches find the last version alone. */
    public synchronized String edit(String id, String text) {
        Post edited = posts.stream()
                .filter(post -> post.id == Long.parseLong(id))
                .findFirst()
                .orElseThrow();
        List<Long> before = new ArrayList<>(edited.before);
        before.add(edited.id);
        return write(text, before);
    }

    private String write(String text, List<Long> before) {
        Post post = new Post(Long.parseLong(nextId()), now(), text, before);
        posts.add(post);
        notifyAll();
        return Long.toString(post.id);
    }

    private boolean isReplaced(Post post) {
        return posts.stream().anyMatch(later -> later.before.contains(post.id));
    }

    /** All open streams say {@code line}. */
    public synchronized void say(String line) {
        said.add(line);
        notifyAll();
    }

    private String nextId() {
        lastId = Math.max(lastId + 1, now().toEpochMilli() - EPOCH_MILLIS << 22);
        return Long.toString(lastId);
    }

    private Instant now() {
        return server.clock().instant();
    }

    private java.util.stream.Stream<Rule> present() {
        return rules.stream().filter(rule -> rule.until == null);
    }

    private static Set<String> tags(String text) {
        Set<String> tags = new TreeSet<>();
        Matcher found = CASHTAG.matcher(text);
        while (found.find()) {
            tags.add(found.group(1));
        }
        return tags;
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
        if (fault == null || !OF_STREAMS.contains(fault)) {
            return false;
        }
        synchronized (this) {
            deferred = fault;
        }
        rules(exchange.sound());
        return true;
    }

    private static void problem(Exchange exchange, int status, String title, String detail) throws IOException {
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
                String data = present().map(FakeX::json).collect(Collectors.joining(","));
                answer = Map.entry(
                        200,
                        (data.isEmpty() ? "{" : "{\"data\":[" + data + "],") + "\"meta\":{\"sent\":\"" + now()
                                + "\"}}");
            } else {
                answer = change(JSON.readTree(exchange.request().body()));
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

    private static String json(Rule rule) {
        return "{\"id\":\"" + rule.id + "\",\"value\":\"" + rule.value + "\",\"tag\":\"" + rule.tag + "\"}";
    }

    private Map.Entry<Integer, String> change(JsonNode body) {
        if (body.has("delete")) {
            for (JsonNode id : body.path("delete").path("ids")) {
                present()
                        .filter(rule -> rule.id.equals(id.asString()))
                        .findFirst()
                        .ifPresent(rule -> rule.until = now());
            }
            return Map.entry(
                    200, "{\"meta\":{\"sent\":\"" + now() + "\",\"summary\":{\"deleted\":1,\"not_deleted\":0}}}");
        }
        List<String> data = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (JsonNode wanted : body.path("add")) {
            String value = wanted.path("value").asString();
            Rule same = present()
                    .filter(rule -> rule.value.equals(value))
                    .findFirst()
                    .orElse(null);
            if (same != null) {
                errors.add("{\"value\":\"" + value + "\",\"id\":\"" + same.id + "\",\"title\":\"DuplicateRule\"}");
            } else if (present().count() >= ruleLimit) {
                errors.add("{\"title\":\"RulesCapExceeded\",\"detail\":\"" + ruleLimit + " rules\"}");
            } else {
                Rule rule = new Rule(nextId(), value, wanted.path("tag").asString(""), now().plus(RULE_EFFECT));
                rules.add(rule);
                data.add(json(rule));
            }
        }
        return Map.entry(
                201,
                "{" + (data.isEmpty() ? "" : "\"data\":[" + String.join(",", data) + "],")
                        + (errors.isEmpty() ? "" : "\"errors\":[" + String.join(",", errors) + "],")
                        + "\"meta\":{\"sent\":\"" + now() + "\",\"summary\":{\"created\":" + data.size()
                        + ",\"not_created\":" + errors.size() + "}}}");
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
        Fault fault = exchange.fault();
        int next;
        int nextSaid;
        synchronized (this) {
            if (fault == null) {
                fault = deferred;
                deferred = null;
            }
            nextSaid = said.size();
            Instant from = now().minus(Duration.ofMinutes(backfill == null ? 0 : Long.parseLong(backfill)));
            next = posts.size();
            while (backfill != null && next > 0 && !posts.get(next - 1).at.isBefore(from)) {
                next--;
            }
        }
        write(exchange.chunks(Map.of("Content-Type", "application/json")), next, nextSaid, fault, exchange);
    }

    private void write(Chunks chunks, int firstPost, int firstSaid, @Nullable Fault fault, Exchange exchange)
            throws IOException {
        int next = firstPost;
        int nextSaid = firstSaid;
        int sent = 0;
        String held = null;
        while (true) {
            String line = null;
            synchronized (this) {
                while (line == null && next < posts.size()) {
                    line = object(posts.get(next++));
                }
                if (line == null && nextSaid < said.size()) {
                    line = said.get(nextSaid++);
                }
                if (line == null && held == null) {
                    breathe();
                }
            }
            if (line != null && held == null && fault == Fault.REORDERED) {
                held = line;
                continue;
            }
            if (sent >= BEFORE_FAULT && fault == Fault.STALL) {
                exchange.stall();
                return;
            }
            if (line != null && sent >= BEFORE_FAULT && fault == Fault.DISCONNECT_MID_RECORD) {
                chunks.breakWithin(line + "\r\n");
                return;
            }
            if (line != null) {
                chunks.send(line + "\r\n" + (fault == Fault.DUPLICATES ? line + "\r\n" : ""));
                sent++;
            } else {
                chunks.send("\r\n");
            }
            if (held != null) {
                chunks.send(held + "\r\n");
                held = null;
                sent++;
            }
        }
    }

    private void breathe() throws IOException {
        try {
            wait(LIFE_MILLIS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** What the stream says of {@code post}; null if no rule asks for it. */
    private @Nullable String object(Post post) {
        String matching = rules.stream()
                .filter(rule -> rule.matches(post))
                .map(rule -> "{\"id\":\"" + rule.id + "\",\"tag\":\"" + rule.tag + "\"}")
                .collect(Collectors.joining(","));
        return matching.isEmpty()
                ? null
                : "{\"data\":" + post.json() + "," + INCLUDES + ",\"matching_rules\":[" + matching + "]}";
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
        synchronized (this) {
            searches.removeIf(at -> at.isBefore(now().minus(WINDOW)));
            Instant reset = searches.isEmpty()
                    ? now().plus(WINDOW)
                    : searches.get(0).plus(WINDOW).plusSeconds(1);
            if (searches.size() >= searchLimit) {
                headers = limits(searchLimit, 0, reset);
            } else {
                searches.add(now());
                headers = limits(searchLimit, searchLimit - searches.size(), reset);
                body = page(exchange.request());
            }
        }
        if (body == null) {
            exchange.reply(429, headers, "{\"title\":\"Too Many Requests\",\"status\":429}");
        } else if (body.isEmpty()) {
            problem(exchange, 400, "Invalid Request", "'start_time' must be within the last 7 days");
        } else {
            exchange.json(headers, body);
        }
    }

    /** A page of search; empty if the request is wrong. */
    private String page(Request request) {
        String since = request.parameter("since_id");
        String start = request.parameter("start_time");
        String end = request.parameter("end_time");
        Instant oldest = start == null ? now().minus(REACH) : Instant.parse(start);
        Instant newest = end == null ? now().minusSeconds(30) : Instant.parse(end);
        boolean isOld = since != null && at(Long.parseLong(since)).isBefore(now().minus(REACH));
        if (isOld || oldest.isBefore(now().minus(REACH)) || newest.isAfter(now().minusSeconds(10))) {
            return "";
        }
        Set<String> wanted = tags(String.valueOf(request.parameter("query")));
        List<Post> found = new ArrayList<>(posts.stream()
                .filter(post -> since == null || post.id > Long.parseLong(since))
                .filter(post -> !isReplaced(post))
                .filter(post -> !post.at.isBefore(oldest) && post.at.isBefore(newest))
                .filter(post -> post.at.isBefore(now().minus(INDEXING)))
                .filter(post -> tags(post.text).stream().anyMatch(wanted::contains))
                .toList());
        java.util.Collections.reverse(found);
        String token = request.parameter("next_token");
        int from = token == null ? 0 : after(found, Long.parseLong(token.substring(1)));
        List<Post> page = found.subList(from, Math.min(found.size(), from + PAGE));
        if (page.isEmpty()) {
            return "{\"meta\":{\"result_count\":0}}";
        }
        String next = from + PAGE < found.size() ? ",\"next_token\":\"b" + page.get(page.size() - 1).id + "\"" : "";
        return "{\"data\":[" + page.stream().map(Post::json).collect(Collectors.joining(",")) + "]," + INCLUDES
                + ",\"meta\":{\"newest_id\":\"" + page.get(0).id + "\",\"oldest_id\":\""
                + page.get(page.size() - 1).id + "\",\"result_count\":" + page.size() + next + "}}";
    }

    private static int after(List<Post> newestFirst, long id) {
        int i = 0;
        while (i < newestFirst.size() && newestFirst.get(i).id >= id) {
            i++;
        }
        return i;
    }

    private static Instant at(long id) {
        return Instant.ofEpochMilli((id >>> 22) + EPOCH_MILLIS);
    }
}
