package io.tickvox.testkit.fake;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Coinbase Exchange's feed: trades of the pairs subscribed to, the last one before it repeated on subscription, and heartbeats
 * of each. A call to subscribe that names a pair which is no product is dropped whole.
 */
public final class FakeCoinbase implements FakeApi {
    private static final Pattern PAIRS = Pattern.compile("\"product_ids\":\\[([^]]*)]");

    private static final int BEAT_MILLIS = 100;

    private record Session(Exchange exchange, Set<String> pairs, Set<String> beating, int[] sent) {}

    private final FakeServer server;
    private final Map<FakeSocket, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private boolean isTerse;
    private boolean isQuiet;

    public FakeCoinbase(Clock clock) {
        server = new FakeServer(clock, this::serve);
    }

    @Override
    public FakeServer server() {
        return server;
    }

    @Override
    public URI uri() {
        return server.uri("ws");
    }

    /** Whether somebody is subscribed to {@code pair} now. */
    public boolean hears(String pair) {
        return sessions.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().isOpen() && entry.getValue().pairs.contains(pair));
    }

    /**
     * There are no such products.
     *
     * @param tersely whether a refusal leaves out which it is about
     */
    public synchronized void unlist(Set<String> pairs, boolean tersely) {
        unknown.addAll(pairs);
        isTerse = tersely;
    }

    /** Whether nothing comes on any socket, though pings are answered, as if the feed behind them stood still. */
    public synchronized void quiet(boolean isSilent) {
        isQuiet = isSilent;
    }

    private synchronized boolean isQuiet() {
        return isQuiet;
    }

    /** From now on the trades of {@code pair} are counted from {@code id} on. */
    public synchronized void countFrom(String pair, long id) {
        ids.put(pair, id - 1);
    }

    /** A trade is done. */
    public void trade(String pair, String price, String size) {
        long id;
        synchronized (this) {
            id = ids.merge(pair, 881_613L, (before, first) -> before + 1);
        }
        String trade = "\",\"trade_id\":" + id
                + ",\"maker_order_id\":\"a\",\"taker_order_id\":\"b\",\"side\":\"sell\",\"size\":\""
                + size + "\",\"price\":\"" + price + "\",\"product_id\":\"" + pair + "\",\"sequence\":" + (id * 7)
                + ",\"time\":\"" + server.clock().instant() + "\"}";
        last.put(pair, "{\"type\":\"last_match" + trade);
        sessions.forEach((socket, session) -> {
            if (session.pairs.contains(pair)) {
                send(socket, session, "{\"type\":\"match" + trade);
            }
        });
    }

    private void send(FakeSocket socket, Session session, String frame) {
        try {
            if (session.exchange.suffers(Fault.STALL) || isQuiet()) {
                return;
            }
            if (session.exchange.suffers(Fault.DISCONNECT_MID_RECORD) && session.sent[0]++ > 0) {
                socket.breakWithin(frame);
                return;
            }
            socket.send(frame);
            if (session.exchange.suffers(Fault.DUPLICATES)) {
                socket.send(frame);
            }
        } catch (IOException e) {
            sessions.remove(socket);
        }
    }

    private void serve(Exchange exchange) throws IOException {
        if (exchange.refuses(Map.of("Retry-After", "10"), "{\"message\":\"Public rate limit exceeded\"}")) {
            return;
        }
        FakeSocket socket = exchange.upgrade();
        Session session =
                new Session(exchange, ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet(), new int[1]);
        sessions.put(socket, session);
        Thread beats = new Thread(() -> beat(socket, session), "fake-coinbase");
        beats.setDaemon(true);
        beats.start();
        try {
            socket.read(text -> take(socket, session, text));
        } finally {
            sessions.remove(socket);
        }
    }

    /** Says of each pair that it is there, for as long as the socket is; more often than the true one does. */
    private synchronized void beat(FakeSocket socket, Session session) {
        try {
            while (socket.isOpen() && !session.exchange.suffers(Fault.STALL)) {
                for (String pair : session.beating) {
                    if (!isQuiet) {
                        socket.send("{\"type\":\"heartbeat\",\"last_trade_id\":0,\"product_id\":\"" + pair
                                + "\",\"sequence\":" + ids.getOrDefault(pair, 0L) * 7 + ",\"time\":\""
                                + server.clock().instant() + "\"}");
                    }
                }
                wait(BEAT_MILLIS);
            }
        } catch (IOException e) {
            sessions.remove(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(FakeSocket socket, Session session, String text) {
        Matcher matcher = PAIRS.matcher(text);
        if (!matcher.find()) {
            send(socket, session, failed("No products or channels provided"));
            return;
        }
        Set<String> pairs =
                new TreeSet<>(List.of(matcher.group(1).replace("\"", "").split(",")));
        if (text.contains("unsubscribe")) {
            session.pairs.removeAll(pairs);
            session.beating.removeAll(pairs);
            send(socket, session, subscriptions(session, Set.of()));
            return;
        }
        Set<String> wrong = new TreeSet<>(pairs);
        wrong.retainAll(unknown);
        if (!wrong.isEmpty()) {
            String first = wrong.iterator().next();
            send(
                    socket,
                    session,
                    failed(isTerse() ? "Invalid product ID provided" : first + " is not a valid product"));
            return;
        }
        if (text.contains("\"heartbeat\"")) {
            session.beating.addAll(pairs);
        }
        send(socket, session, subscriptions(session, pairs));
        pairs.stream().map(last::get).filter(Objects::nonNull).forEach(before -> send(socket, session, before));
        session.pairs.addAll(pairs);
    }

    private synchronized boolean isTerse() {
        return isTerse;
    }

    private static String failed(String reason) {
        return "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"" + reason + "\"}";
    }

    /** All that the socket is subscribed to, with {@code added}. */
    private static String subscriptions(Session session, Set<String> added) {
        Set<String> pairs = new TreeSet<>(session.pairs);
        pairs.addAll(added);
        return "{\"type\":\"subscriptions\",\"channels\":[" + channel("matches", pairs) + ","
                + channel("heartbeat", session.beating) + "]}";
    }

    private static String channel(String name, Set<String> pairs) {
        return "{\"name\":\"" + name + "\",\"product_ids\":["
                + pairs.stream().map(pair -> "\"" + pair + "\"").collect(Collectors.joining(",")) + "]}";
    }
}
