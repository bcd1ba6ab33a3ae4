package io.tickvox.testkit.fake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reddit with OAuth2 for apps and for accounts, whose tokens end after an hour, and listings of several subreddits that hold
 * so many things. It tells its rates as Reddit does: what remains with a decimal point, and seconds to go.
 */
public final class FakeReddit implements FakeApi {
    private static final int LIFETIME_SECONDS = 3_600;
    private static final int DEEP = 1_000;
    private static final int RADIX = 36;
    private static final long FIRST = 30_000_000_000L;

    private @Nullable String continuation;

    private static final class Thing {
        private final String name;
        private final String subreddit;
        private final Instant at;
        private String text;
        private String author = "somebody";
        private String edited = "false";
        private boolean isDated = true;

        Thing(String name, String subreddit, Instant at, String text) {
            this.name = name;
            this.subreddit = subreddit;
            this.at = at;
            this.text = text;
        }

        boolean isComment() {
            return name.startsWith("t1_");
        }

        String json() {
            String id = name.substring(3);
            String said = isComment()
                    ? "\"body\":\"" + text + "\",\"link_id\":\"t3_abc\",\"parent_id\":\"t3_abc\""
                    : "\"title\":\"" + text + "\",\"selftext\":\"\",\"num_comments\":0";
            return "{\"kind\":\"" + name.substring(0, 2) + "\",\"data\":{\"id\":\"" + id + "\",\"name\":\"" + name
                    + "\",\"subreddit\":\"" + subreddit + "\",\"author\":\"" + author + "\",\"score\":1,\"edited\":"
                    + edited + (isDated ? time() : "") + "," + said + "}}";
        }

        private String time() {
            return ",\"created\":" + (at.getEpochSecond() + 28_800) + ".0,\"created_utc\":" + at.getEpochSecond()
                    + ".0";
        }
    }

    private final FakeServer server;
    private final List<Thing> things = new ArrayList<>();
    private final Map<String, Thing> unlisted = new LinkedHashMap<>();
    private final Map<String, Instant> tokens = new LinkedHashMap<>();
    private String id = "";
    private String secret = "";
    private @Nullable String password;
    private int allowed = 600;
    private boolean refusesInfo;
    private Duration late = Duration.ZERO;
    private long last = FIRST;

    public FakeReddit(Clock clock) {
        server = new FakeServer(clock, this::serve);
    }

    @Override
    public FakeServer server() {
        return server;
    }

    /** The app's id and secret. */
    public synchronized void accepts(String appId, String appSecret) {
        id = appId;
        secret = appSecret;
    }

    /** The password of the account of name {@code somebody}. */
    public synchronized void account(String itsPassword) {
        password = itsPassword;
    }

    /** The token does not go for looking at things by name. */
    public synchronized void refusesInfo() {
        refusesInfo = true;
    }

    /** Calls that are left. */
    public synchronized void allows(int calls) {
        allowed = calls;
    }

    /** No token that was given is valid any more. */
    public synchronized void forgetTokens() {
        tokens.clear();
    }

    /** Somebody comments. */
    public String comment(String subreddit, String text) {
        return add("t1_", subreddit, text);
    }

    /** Somebody submits. */
    public String submit(String subreddit, String title) {
        return add("t3_", subreddit, title);
    }

    /** Somebody comments, and it gets a {@code name} that is out of order. */
    public synchronized void comment(String name, String subreddit, String text) {
        things.add(new Thing(name, subreddit, server.clock().instant(), text));
    }

    /** From now on things are said to have been written so long before. */
    public synchronized void datesBack(Duration by) {
        late = by;
    }

    private synchronized String add(String kind, String subreddit, String text) {
        Thing thing = new Thing(
                kind + Long.toString(++last, RADIX),
                subreddit,
                server.clock().instant().minus(late),
                text);
        things.add(thing);
        return thing.name;
    }

    /** Its author takes it back; it stays listed. */
    public synchronized void delete(String fullname) {
        change(fullname, "[deleted]");
        find(fullname).author = "[deleted]";
    }

    /** It is not listed any more; who knows it can still look at it. */
    public synchronized void unlist(String fullname) {
        Thing thing = find(fullname);
        things.remove(thing);
        unlisted.put(fullname, thing);
    }

    /** Its author changes it. */
    public synchronized void change(String fullname, String text) {
        Thing thing = find(fullname);
        thing.text = text;
        thing.edited = server.clock().instant().getEpochSecond() + ".0";
    }

    /** It does not say any more when it was written. */
    public synchronized void undate(String fullname) {
        find(fullname).isDated = false;
    }

    private Thing find(String fullname) {
        return things.stream()
                .filter(thing -> thing.name.equals(fullname))
                .findFirst()
                .or(() -> Optional.ofNullable(unlisted.get(fullname)))
                .orElseThrow();
    }

    private synchronized Map<String, String> rates() {
        return Map.of(
                "x-ratelimit-used", "1",
                "x-ratelimit-remaining", allowed + ".0",
                "x-ratelimit-reset", "37");
    }

    private void serve(Exchange exchange) throws IOException {
        Map<String, String> limited = new LinkedHashMap<>(rates());
        limited.put("x-ratelimit-remaining", "0.0");
        if (exchange.refuses(limited, "<html><title>Too Many Requests</title></html>")) {
            return;
        }
        Request request = exchange.request();
        if (request.path().equals("/api/v1/access_token")) {
            token(exchange);
        } else if (!isAuthorized(request)) {
            exchange.reply(
                    401,
                    Map.of("www-authenticate", "Bearer realm=\"reddit\", error=\"invalid_token\""),
                    "{\"message\": \"Unauthorized\", \"error\": 401}");
        } else if (request.header("user-agent").matches("(?i)(java-http-client|python-urllib).*")) {
            exchange.reply(429, Map.of(), "<html>Too Many Requests</html>");
        } else {
            listing(exchange);
        }
    }

    private synchronized boolean isAuthorized(Request request) {
        String header = request.header("authorization");
        Instant until = header.toLowerCase(Locale.ROOT).startsWith("bearer ") ? tokens.get(header.substring(7)) : null;
        return until != null && server.clock().instant().isBefore(until);
    }

    private void token(Exchange exchange) throws IOException {
        Map<String, List<String>> form = exchange.request().form();
        String grant = form.getOrDefault("grant_type", List.of("")).get(0);
        String body;
        synchronized (this) {
            String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
            if (!exchange.request().header("authorization").equals("Basic " + basic)) {
                body = null;
            } else if (grant.equals("password")
                    && !form.getOrDefault("password", List.of("")).get(0).equals(password)) {
                body = "{\"error\": \"invalid_grant\"}";
            } else {
                String token = "token-" + tokens.size() + "-" + server.clock().millis();
                tokens.put(token, server.clock().instant().plusSeconds(LIFETIME_SECONDS));
                body = "{\"access_token\": \"" + token + "\", \"token_type\": \"bearer\", \"expires_in\": "
                        + LIFETIME_SECONDS + ", \"scope\": \"*\"}";
            }
        }
        if (body == null) {
            exchange.reply(401, Map.of(), "{\"message\": \"Unauthorized\", \"error\": 401}");
        } else {
            exchange.json(body);
        }
    }

    private void listing(Exchange exchange) throws IOException {
        if (exchange.request().path().equals("/api/info")) {
            if (refusesInfo) {
                exchange.reply(
                        403,
                        Map.of("www-authenticate", "Bearer realm=\"reddit\", error=\"insufficient_scope\""),
                        "{\"message\": \"Forbidden\", \"error\": 403}");
            } else {
                exchange.json(rates(), info(exchange.request()));
            }
            return;
        }
        String[] path = exchange.request().path().split("/");
        if (path.length != 4 || !path[1].equals("r") || !path[3].matches("comments|new")) {
            exchange.reply(404, Map.of(), "{\"message\": \"Not Found\", \"error\": 404}");
            return;
        }
        exchange.json(rates(), page(exchange, List.of(path[2].split("\\+")), path[3].equals("comments")));
    }

    /** Things as they are, whether listed or not; at most a hundred. */
    private synchronized String info(Request request) {
        List<String> names =
                Arrays.asList(String.valueOf(request.parameter("id")).split(","));
        String children = Stream.concat(things.stream(), unlisted.values().stream())
                .filter(thing -> names.indexOf(thing.name) >= 0 && names.indexOf(thing.name) < 100)
                .map(Thing::json)
                .collect(Collectors.joining(","));
        return "{\"kind\":\"Listing\",\"data\":{\"after\":null,\"dist\":null,\"children\":[" + children
                + "],\"before\":null}}";
    }

    /** The next page of a listing says that it goes on after {@code name}. */
    public synchronized void continueAfter(String name) {
        continuation = name;
    }

    private synchronized String page(Exchange exchange, List<String> subreddits, boolean isComments) {
        List<Thing> all = new ArrayList<>(things.stream()
                .filter(thing -> thing.isComment() == isComments && subreddits.contains(thing.subreddit))
                .toList());
        Collections.reverse(all);
        all = all.subList(0, Math.min(DEEP, all.size()));
        String after = exchange.request().parameter("after");
        int limit = Integer.parseInt(String.valueOf(exchange.request().parameter("limit")));
        int from = 0;
        while (after != null && from < all.size() && !all.get(from++).name.equals(after)) {
            // The page begins after it.
        }
        List<Thing> page = all.subList(from, Math.min(all.size(), from + limit));
        List<String> children = page.stream().map(Thing::json).collect(Collectors.toList());
        if (exchange.suffers(Fault.DUPLICATES)) {
            children = children.stream()
                    .flatMap(child -> Arrays.asList(child, child).stream())
                    .toList();
        } else if (exchange.suffers(Fault.REORDERED)) {
            for (int i = 1; i < children.size(); i += 2) {
                Collections.swap(children, i - 1, i);
            }
        }
        String next =
                from + limit < all.size() && !page.isEmpty() ? "\"" + page.get(page.size() - 1).name + "\"" : "null";
        if (continuation != null) {
            next = "\"" + continuation + "\"";
            continuation = null;
        }
        return "{\"kind\":\"Listing\",\"data\":{\"modhash\":null,\"children\":[" + String.join(",", children)
                + "],\"after\":" + next + ",\"before\":null}}";
    }
}
