package io.tickvox.testkit.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Yahoo's streamer, version 2: says the price of what was subscribed to, first the last one however old, at most 100 tickers a
 * connection.
 */
public final class FakeYahooStreamer implements FakeApi {
    private static final Pattern MESSAGE = Pattern.compile("\\{\"(subscribe|unsubscribe)\":\\[(.*)]}");
    private static final int MOST = 100;

    private final FakeServer server;
    private final Map<FakeSocket, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> lastFrames = new ConcurrentHashMap<>();

    private record Session(Exchange exchange, Map<String, Boolean> symbols, int[] sent) {}

    public FakeYahooStreamer(Clock clock) {
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

    /** Whether somebody is subscribed to {@code symbol} now. */
    public boolean hears(String symbol) {
        return sessions.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().isOpen() && entry.getValue().symbols.containsKey(symbol));
    }

    /** From now on no last price is known. */
    public void forget() {
        lastFrames.clear();
    }

    /** The price of {@code symbol} is {@code price} now. */
    public void price(String symbol, float price) {
        String frame = frame(symbol, price);
        lastFrames.put(symbol, frame);
        for (Map.Entry<FakeSocket, Session> entry : Set.copyOf(sessions.entrySet())) {
            if (entry.getValue().symbols.containsKey(symbol)) {
                send(entry.getKey(), entry.getValue(), frame);
            }
        }
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

    private String frame(String symbol, float price) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        byte[] id = symbol.getBytes(StandardCharsets.UTF_8);
        message.write(1 << 3 | 2);
        message.write(id.length);
        message.writeBytes(id);
        message.write(2 << 3 | 5);
        int bits = Float.floatToIntBits(price);
        for (int shift = 0; shift < 32; shift += 8) {
            message.write(bits >> shift);
        }
        message.write(3 << 3);
        long zigzag = server.clock().millis() << 1;
        while (zigzag > 0x7f) {
            message.write((int) (zigzag & 0x7f) | 0x80);
            zigzag >>>= 7;
        }
        message.write((int) zigzag);
        return "{\"type\":\"pricing\",\"message\":\"" + Base64.getEncoder().encodeToString(message.toByteArray())
                + "\"}";
    }

    private void serve(Exchange exchange) throws IOException {
        if (exchange.refuses(Map.of("Retry-After", "60"), "Too Many Requests")) {
            return;
        }
        FakeSocket socket = exchange.upgrade();
        Session session = new Session(exchange, new ConcurrentHashMap<>(), new int[1]);
        sessions.put(socket, session);
        try {
            socket.read(text -> subscribe(socket, session, text));
        } finally {
            sessions.remove(socket);
        }
    }

    private void subscribe(FakeSocket socket, Session session, String text) {
        Matcher matcher = MESSAGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A malformed message closes the socket: " + text);
        }
        for (String name : List.of(matcher.group(2).replace("\"", "").split(","))) {
            if (matcher.group(1).equals("unsubscribe")) {
                session.symbols.remove(name);
            } else if (session.symbols.size() < MOST) {
                session.symbols.put(name, true);
                String last = lastFrames.get(name);
                if (last != null) {
                    send(socket, session, last);
                }
            }
        }
    }
}
