package io.tickvox.testkit.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finnhub: a socket that gives the trades of what is subscribed to, of so many symbols, one socket a key, with pings of its
 * own; and quotes over REST, which are zero for a symbol that has none, and refused as of a wrong key for one that is not
 * known.
 */
public final class FakeFinnhub implements FakeApi {
    private static final Pattern MESSAGE =
            Pattern.compile("\\{(?=.*\"type\":\"(subscribe|unsubscribe)\")(?=.*\"symbol\":\"([^\"]+)\").*}");
    private static final Set<Fault> OF_SOCKETS = Set.of(Fault.DISCONNECT_MID_RECORD, Fault.STALL, Fault.DUPLICATES);
    private static final int PING_MILLIS = 100;

    private final FakeServer server;
    private final Map<FakeSocket, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Double> quotes = new TreeMap<>();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private String token = "";
    private int most = 50;
    private boolean refusesQuotes;
    private boolean isQuiet;
    private @Nullable Fault deferred;

    private record Session(@Nullable Fault fault, Set<String> symbols, int[] sent) {
        boolean suffers(Fault which) {
            return fault == which;
        }
    }

    public FakeFinnhub(Clock clock) {
        server = new FakeServer(clock, this::serve);
    }

    @Override
    public FakeServer server() {
        return server;
    }

    public URI socketUri() {
        return server.uri("ws");
    }

    public URI restUri() {
        return URI.create(server.uri("http") + "/api/v1");
    }

    /** The key that it takes. */
    public synchronized void accepts(String key) {
        token = key;
    }

    /** Symbols that a socket may have. */
    public synchronized void most(int symbols) {
        most = symbols;
    }

    /** Whether quotes are beyond the plan. */
    public synchronized void refuseQuotes(boolean isRefusing) {
        refusesQuotes = isRefusing;
    }

    /** Whether sockets are not pinged by messages, as if the feed behind them stood still. */
    public synchronized void quiet(boolean isSilent) {
        isQuiet = isSilent;
    }

    /** There is no {@code symbol}. */
    public void unknown(String symbol) {
        unknown.add(symbol);
    }

    /** The last price of {@code symbol}, for quotes. */
    public synchronized void quote(String symbol, double price) {
        quotes.put(symbol, price);
    }

    /** The symbols that are subscribed to now. */
    public Set<String> heard() {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        sessions.forEach((socket, session) -> {
            if (socket.isOpen()) {
                heard.addAll(session.symbols);
            }
        });
        return heard;
    }

    /** Sockets that are open. */
    public int sockets() {
        return sessions.size();
    }

    /** Somebody trades {@code symbol}. */
    public void trade(String symbol, double price, double volume) {
        say(symbol, "{\"data\":[" + trade(symbol, price, volume, server.clock().millis()) + "],\"type\":\"trade\"}");
    }

    /** A trade as it stands in a frame. */
    public static String trade(String symbol, double price, double volume, long millis) {
        return "{\"c\":[\"1\"],\"p\":" + price + ",\"s\":\"" + symbol + "\",\"t\":" + millis + ",\"v\":" + volume + "}";
    }

    /** Sends {@code frame} to who is subscribed to {@code symbol}. */
    public void say(String symbol, String frame) {
        for (Map.Entry<FakeSocket, Session> entry : Set.copyOf(sessions.entrySet())) {
            if (entry.getValue().symbols.contains(symbol)) {
                send(entry.getKey(), entry.getValue(), frame);
            }
        }
    }

    private void send(FakeSocket socket, Session session, String frame) {
        try {
            if (session.suffers(Fault.STALL)) {
                return;
            }
            if (session.suffers(Fault.DISCONNECT_MID_RECORD) && session.sent[0]++ > 0) {
                socket.breakWithin(frame);
                return;
            }
            socket.send(frame);
            if (session.suffers(Fault.DUPLICATES)) {
                socket.send(frame);
            }
        } catch (IOException e) {
            sessions.remove(socket);
        }
    }

    private void serve(Exchange exchange) throws IOException {
        Map<String, String> limits = Map.of(
                "X-Ratelimit-Limit", "60",
                "X-Ratelimit-Remaining", "0",
                "X-Ratelimit-Reset",
                        Long.toString(server.clock().instant().plusSeconds(40).getEpochSecond()));
        if (exchange.refuses(limits, "{\"error\":\"API limit reached. Please try again later. Remaining Limit: 0\"}")) {
            return;
        }
        Request request = exchange.request();
        boolean isRest = request.path().startsWith("/api/v1");
        String key = isRest ? request.header("X-Finnhub-Token") : String.valueOf(request.parameter("token"));
        boolean isUnknown = isRest && unknown.contains(String.valueOf(request.parameter("symbol")));
        if (isUnknown || !accepted(key)) {
            exchange.reply(401, Map.of("Content-Type", "application/json"), "{\"error\":\"Invalid API key\"}");
        } else if (isRest) {
            quote(exchange);
        } else {
            socket(exchange);
        }
    }

    private synchronized boolean accepted(String key) {
        return key.equals(token);
    }

    private void quote(Exchange exchange) throws IOException {
        Fault fault = exchange.fault();
        boolean isForSockets = fault != null && OF_SOCKETS.contains(fault);
        double price;
        boolean refuses;
        synchronized (this) {
            refuses = refusesQuotes;
            if (isForSockets) {
                deferred = fault;
            }
            price = quotes.getOrDefault(String.valueOf(exchange.request().parameter("symbol")), 0.0);
        }
        if (refuses) {
            exchange.reply(
                    403,
                    Map.of("Content-Type", "application/json"),
                    "{\"error\":\"You don't have access to this resource.\"}");
            return;
        }
        long second = price == 0 ? 0 : server.clock().instant().getEpochSecond();
        (isForSockets ? exchange.sound() : exchange)
                .json(
                        Map.of("X-Ratelimit-Limit", "60"),
                        "{\"c\":" + price + ",\"d\":null,\"dp\":null,\"h\":" + price + ",\"l\":" + price + ",\"o\":"
                                + price + ",\"pc\":" + price + ",\"t\":" + second + "}");
    }

    private void socket(Exchange exchange) throws IOException {
        Fault fault = exchange.fault();
        synchronized (this) {
            if (fault == null) {
                fault = deferred;
                deferred = null;
            }
        }
        sessions.keySet().forEach(FakeFinnhub::end);
        FakeSocket socket = exchange.upgrade();
        Session session = new Session(fault, ConcurrentHashMap.newKeySet(), new int[1]);
        sessions.put(socket, session);
        Thread pings = new Thread(() -> ping(socket, session), "fake-finnhub");
        pings.setDaemon(true);
        pings.start();
        try {
            socket.read(text -> subscribe(socket, session, text));
        } finally {
            sessions.remove(socket);
        }
    }

    /** Says that it is there, for as long as it is. */
    private synchronized void ping(FakeSocket socket, Session session) {
        try {
            while (socket.isOpen() && !session.suffers(Fault.STALL)) {
                if (!isQuiet) {
                    socket.send("{\"type\":\"ping\"}");
                }
                wait(PING_MILLIS);
            }
        } catch (IOException e) {
            sessions.remove(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(FakeSocket socket) {
        try {
            socket.close(1000);
        } catch (IOException e) {
            // It has gone already.
        }
    }

    private void subscribe(FakeSocket socket, Session session, String text) {
        Matcher matcher = MESSAGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No message of the protocol: " + text);
        }
        String symbol = matcher.group(2);
        if (matcher.group(1).equals("unsubscribe")) {
            session.symbols.remove(symbol);
        } else if (!session.symbols.contains(symbol) && session.symbols.size() >= limit()) {
            error(socket, "Subscribing to too many symbols");
        } else {
            session.symbols.add(symbol);
        }
    }

    private synchronized int limit() {
        return most;
    }

    private static void error(FakeSocket socket, String message) {
        try {
            socket.send("{\"msg\":\"" + message + "\",\"type\":\"error\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
