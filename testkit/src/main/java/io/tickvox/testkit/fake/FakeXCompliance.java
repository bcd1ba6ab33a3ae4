package io.tickvox.testkit.fake;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * X's compliance streams, of posts and of accounts, in four partitions each: what is said goes to the partition of its id.
 * Each stream takes 100 connections in 15 min, and begins some minutes ago, or at a time of the last day, if asked to.
 */
public final class FakeXCompliance implements FakeApi {
    public static final int PARTITIONS = 4;
    private static final String POSTS = "/2/tweets/compliance/stream";
    private static final String ACCOUNTS = "/2/users/compliance/stream";
    private static final int CONNECTIONS = 100;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration REACH = Duration.ofHours(24);

    private record Event(Instant at, String path, int partition, String json) {}

    private final FakeServer server;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, List<Instant>> connections = new HashMap<>();
    private String token = "";
    private boolean recovers = true;
    private int beyondTheLimit;

    public FakeXCompliance(Clock clock) {
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

    /** From now on streams begin five minutes ago at most. */
    public synchronized void recoversNoMore() {
        recovers = false;
    }

    /** Connections that were more than X allows. */
    public synchronized int connectionsBeyondTheLimit() {
        return beyondTheLimit;
    }

    /** Something is said of a post: {@code delete}, {@code drop} and so on. */
    public void post(String kind, String id, String more) {
        say(POSTS, id, "{\"data\":{\"" + kind + "\":{\"tweet\":{\"id\":\"" + id + "\",\"author_id\":\"31\"}" + more);
    }

    /** Something is said of an account: {@code user_delete} and so on. */
    public void account(String kind, String id) {
        say(ACCOUNTS, id, "{\"data\":{\"" + kind + "\":{\"user\":{\"id\":\"" + id + "\"}");
    }

    private synchronized void say(String path, String id, String json) {
        Instant now = server.clock().instant();
        events.add(new Event(
                now, path, Math.floorMod(id.hashCode(), PARTITIONS), json + ",\"event_at\":\"" + now + "\"}}}"));
        notifyAll();
    }

    private void serve(Exchange exchange) throws IOException {
        Instant now = server.clock().instant();
        if (exchange.refuses(limits(0, now.plusSeconds(120)), "{\"title\":\"Too Many Requests\",\"status\":429}")) {
            return;
        }
        Request request = exchange.request();
        String partition = request.parameter("partition");
        if (!isAuthorized(request)) {
            FakeX.problem(exchange, 401, "Unauthorized", "Unauthorized");
        } else if (!request.path().equals(POSTS) && !request.path().equals(ACCOUNTS)) {
            exchange.reply(404, Map.of("Content-Type", "text/html"), "<html>Not Found</html>");
        } else if (partition == null || !partition.matches("[1-4]")) {
            FakeX.problem(exchange, 400, "Invalid Request", "The partition must be 1 to 4");
        } else if (isTooOld(request.parameter("start_time"))) {
            FakeX.problem(exchange, 400, "Invalid Request", "The parameter [start_time] is not allowed");
        } else if (!connects(request.path(), now)) {
            exchange.reply(429, limits(0, now.plus(WINDOW)), "{\"title\":\"Too Many Requests\",\"status\":429}");
        } else {
            Told told = new Told(request.path(), Integer.parseInt(partition) - 1, start(request, now));
            FakeLines.write(exchange, exchange.fault(), this, told::next);
        }
    }

    private synchronized boolean isAuthorized(Request request) {
        return request.header("authorization").equals("Bearer " + token);
    }

    private synchronized boolean isTooOld(@Nullable String start) {
        return start != null
                && (!recovers
                        || Instant.parse(start)
                                .isBefore(server.clock().instant().minus(REACH)));
    }

    private static Map<String, String> limits(int left, Instant reset) {
        return Map.of(
                "x-rate-limit-remaining",
                Integer.toString(left),
                "x-rate-limit-reset",
                Long.toString(reset.getEpochSecond()));
    }

    private synchronized boolean connects(String path, Instant now) {
        List<Instant> made = connections.computeIfAbsent(path, ignored -> new ArrayList<>());
        made.removeIf(at -> at.isBefore(now.minus(WINDOW)));
        if (made.size() >= CONNECTIONS) {
            beyondTheLimit++;
            return false;
        }
        made.add(now);
        return true;
    }

    private synchronized int start(Request request, Instant now) {
        String backfill = request.parameter("backfill_minutes");
        String time = request.parameter("start_time");
        Instant from = time != null
                ? Instant.parse(time)
                : backfill != null ? now.minus(Duration.ofMinutes(Long.parseLong(backfill))) : Instant.MAX;
        int first = events.size();
        while (first > 0 && !events.get(first - 1).at.isBefore(from)) {
            first--;
        }
        return first;
    }

    /** How far one stream has come. */
    private final class Told {
        private final String path;
        private final int partition;
        private int next;

        Told(String path, int partition, int next) {
            this.path = path;
            this.partition = partition;
            this.next = next;
        }

        @Nullable
        String next() {
            while (next < events.size()) {
                Event event = events.get(next++);
                if (event.path.equals(path) && event.partition == partition) {
                    return event.json;
                }
            }
            return null;
        }
    }
}
