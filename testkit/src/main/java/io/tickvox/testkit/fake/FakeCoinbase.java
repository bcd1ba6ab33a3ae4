package io.tickvox.testkit.fake;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Coinbase Exchange's feed: trades of the pairs subscribed to, the last one before it repeated on subscription. */
public final class FakeCoinbase implements FakeApi {
    private static final Pattern PAIRS = Pattern.compile("\"product_ids\":\\[([^]]*)]");

    private record Session(Exchange exchange, Set<String> pairs, int[] sent) {}

    private final FakeServer server;
    private final Map<FakeSocket, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final Map<String, Long> ids = new HashMap<>();

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
            if (session.exchange.suffers(Fault.STALL)) {
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
        Session session = new Session(exchange, ConcurrentHashMap.newKeySet(), new int[1]);
        sessions.put(socket, session);
        try {
            socket.read(text -> subscribe(socket, session, text));
        } finally {
            sessions.remove(socket);
        }
    }

    private void subscribe(FakeSocket socket, Session session, String text) {
        Matcher matcher = PAIRS.matcher(text);
        if (!matcher.find()) {
            send(socket, session, "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"no product\"}");
            return;
        }
        for (String pair : List.of(matcher.group(1).replace("\"", "").split(","))) {
            if (text.contains("unsubscribe")) {
                session.pairs.remove(pair);
                continue;
            }
            send(
                    socket,
                    session,
                    "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[\"" + pair
                            + "\"]}]}");
            String before = last.get(pair);
            if (before != null) {
                send(socket, session, before);
            }
            session.pairs.add(pair);
        }
    }
}
