package io.tickvox.testkit.fake;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** StockTwits' API: streams of tickers, newest first, 800 messages deep, 200 calls an hour. */
public final class FakeStockTwits implements FakeApi {
    private static final int LIMIT = 200;
    private static final int REACH = 800;
    private static final int PAGE = 30;
    private static final String PREFIX = "/api/2/streams/symbol/";

    private record Message(long id, Instant at, String symbol, String body) {
        String json() {
            return "{\"id\":" + id + ",\"body\":\"" + body + "\",\"created_at\":\"" + at.truncatedTo(ChronoUnit.SECONDS)
                    + "\",\"user\":{\"id\":7,\"username\":\"somebody\"},\"symbols\":[{\"symbol\":\"" + symbol
                    + "\"}],\"entities\":{\"sentiment\":null}}";
        }
    }

    private final FakeServer server;
    private final List<Message> messages = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();
    private final Instant begin;
    private long hour = -1;
    private int calls;
    private int refused;
    private @Nullable String instead;

    public FakeStockTwits(Clock clock) {
        begin = clock.instant();
        server = new FakeServer(clock, this::serve);
    }

    @Override
    public FakeServer server() {
        return server;
    }

    /** Somebody says something about {@code symbol}; returns the message's id. */
    public synchronized long say(String symbol, String body) {
        long id = 600_000_000L + messages.size() * 3L;
        messages.add(new Message(id, server.clock().instant(), symbol, body));
        return id;
    }

    /** Somebody says something about {@code symbol}, and it gets an {@code id} that is out of order. */
    public synchronized void say(String symbol, String body, long id) {
        messages.add(new Message(id, server.clock().instant(), symbol, body));
    }

    /** The next page is {@code body}. */
    public synchronized void answerOnce(String body) {
        instead = body;
    }

    /** Calls beyond the hour's limit. */
    public synchronized int callsBeyondTheLimit() {
        return refused;
    }

    private void serve(Exchange exchange) throws IOException {
        Map<String, String> limits = limits();
        if (exchange.refuses(
                Map.of(
                        "X-RateLimit-Limit",
                        "200",
                        "X-RateLimit-Remaining",
                        "0",
                        "X-RateLimit-Reset",
                        limits.get("X-RateLimit-Reset")),
                LIMITED)) {
            return;
        }
        if (!counts()) {
            exchange.reply(429, limits, LIMITED);
            return;
        }
        String path = exchange.request().path();
        if (!path.startsWith(PREFIX) || path.contains("NOSUCH") && !isListed(path)) {
            exchange.reply(
                    404, limits(), "{\"response\":{\"status\":404},\"errors\":[{\"message\":\"Symbol not found\"}]}");
            return;
        }
        String symbol = path.substring(PREFIX.length()).replace(".json", "");
        exchange.json(limits(), page(symbol, exchange));
    }

    /** From now on there is a stream of {@code symbol}, which had none. */
    public synchronized void list(String symbol) {
        listed.add(symbol);
    }

    private synchronized boolean isListed(String path) {
        return listed.stream().anyMatch(symbol -> path.equals(PREFIX + symbol + ".json"));
    }

    private static final String LIMITED =
            "{\"errors\":[{\"message\":\"Rate limit exceeded. Client may not make more than 200 requests an hour.\"}]}";

    private synchronized boolean counts() {
        long now = Duration.between(begin, server.clock().instant()).toHours();
        if (now != hour) {
            hour = now;
            calls = 0;
        }
        if (calls >= LIMIT) {
            refused++;
            return false;
        }
        calls++;
        return true;
    }

    private synchronized Map<String, String> limits() {
        long now = Duration.between(begin, server.clock().instant()).toHours();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", Integer.toString(LIMIT));
        headers.put("X-RateLimit-Remaining", Integer.toString(now == hour ? LIMIT - calls : LIMIT));
        headers.put(
                "X-RateLimit-Reset",
                Long.toString(begin.plus(Duration.ofHours(now + 1)).getEpochSecond()));
        return headers;
    }

    private synchronized String page(String symbol, Exchange exchange) {
        String other = instead;
        if (other != null) {
            instead = null;
            return other;
        }
        long since = number(exchange, "since", 0);
        long max = number(exchange, "max", Long.MAX_VALUE);
        List<Message> reachable = new ArrayList<>();
        for (int i = messages.size() - 1; i >= 0 && reachable.size() < REACH; i--) {
            if (messages.get(i).symbol.equals(symbol)) {
                reachable.add(messages.get(i));
            }
        }
        boolean isAll = messages.stream()
                        .filter(message -> message.symbol.equals(symbol))
                        .count()
                <= REACH;
        List<Message> found = reachable.stream()
                .filter(message -> message.id > since && message.id <= max)
                .toList();
        List<Message> page = new ArrayList<>(found.subList(0, Math.min(PAGE, found.size())));
        boolean more = found.size() > page.size() || (!isAll && since == 0 && !found.isEmpty());
        if (!isAll && !page.isEmpty() && reachable.get(reachable.size() - 1).id > since) {
            more = true;
        }
        if (max != Long.MAX_VALUE && page.size() == 1 && page.get(0).id == max) {
            page.clear();
            more = false;
        }
        if (exchange.suffers(Fault.REORDERED)) {
            java.util.Collections.reverse(page);
        }
        if (exchange.suffers(Fault.DUPLICATES)) {
            page.addAll(List.copyOf(page));
        }
        return "{\"response\":{\"status\":200},\"symbol\":{\"symbol\":\"" + symbol + "\"},\"cursor\":{\"more\":" + more
                + ",\"since\":" + since + ",\"max\":" + (page.isEmpty() ? "null" : page.get(page.size() - 1).id)
                + "},\"messages\":["
                + page.stream().map(Message::json).collect(Collectors.joining(",")) + "]}";
    }

    private static long number(Exchange exchange, String name, long otherwise) {
        String text = exchange.request().parameter(name);
        return text == null ? otherwise : Long.parseLong(text);
    }
}
