package io.tickvox.testkit.fake;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictTrainer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bluesky's Jetstream, version 1: replays from a cursor within its window, then goes on live; text or zstd frames with a
 * dictionary of its own; filters collections, but never identity events.
 */
public final class FakeJetstream implements FakeApi {
    private static final Duration WINDOW = Duration.ofHours(36);
    private static final String POST = "app.bsky.feed.post";
    private static final String BROKEN = "broken";
    private static final int BEFORE_FAULT = 2;

    private record Event(long micros, String collection, String json) {}

    private final FakeServer server;
    private final List<Event> events = new ArrayList<>();
    private final byte[] dictionary = trained();
    private final ZstdDictCompress compression = new ZstdDictCompress(dictionary, 3);
    private long lastMicros;
    private int revision;
    private long heldFrom = Long.MAX_VALUE;

    public FakeJetstream(Clock clock) {
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

    /** The dictionary of its compressed frames. */
    public byte[] dictionary() {
        return dictionary.clone();
    }

    /** Somebody writes a post. */
    public void post(String did, String key, String text) {
        commit(did, key, "create", text);
    }

    /** Somebody changes a post. */
    public void update(String did, String key, String text) {
        commit(did, key, "update", text);
    }

    /** Somebody deletes a post. */
    public void delete(String did, String key) {
        commit(did, key, "delete", null);
    }

    /** Somebody changes their name: an event of no collection. */
    public void identity(String did) {
        say(
                "",
                micros -> "{\"did\":\"" + did + "\",\"time_us\":" + micros
                        + ",\"kind\":\"identity\",\"identity\":{\"did\":\"" + did
                        + "\",\"handle\":\"somebody.example\",\"seq\":1,\"time\":\"" + now() + "\"}}");
    }

    /** Somebody's account is gone: an event of no collection. */
    public void gone(String did) {
        account(did, "\"active\":false,\"status\":\"deleted\"");
    }

    /** What has become of an account, in the words of the network: {@code "active":false,"status":"…"}. */
    public void account(String did, String standing) {
        say(
                "",
                micros -> "{\"did\":\"" + did + "\",\"time_us\":" + micros
                        + ",\"kind\":\"account\",\"account\":{" + standing + ",\"did\":\"" + did
                        + "\",\"seq\":" + micros + ",\"time\":\"" + now() + "\"}}");
    }

    /** An event that nobody can read, nor unpack. */
    public void broken() {
        say(BROKEN, micros -> "{\"did\":");
    }

    /** Connections stay open, and what is said from {@code at} on waits until {@link #goOn}. */
    public synchronized void holdFrom(Instant at) {
        heldFrom = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** Nothing waits any more. */
    public synchronized void goOn() {
        heldFrom = Long.MAX_VALUE;
        notifyAll();
    }

    /** Somebody likes something: an event of another collection. */
    public void like(String did, String key) {
        say(
                "app.bsky.feed.like",
                micros -> "{\"did\":\"" + did + "\",\"time_us\":" + micros
                        + ",\"kind\":\"commit\",\"commit\":{\"rev\":\"r\",\"operation\":\"create\",\"collection\":\"app.bsky.feed.like\","
                        + "\"rkey\":\"" + key + "\",\"record\":{\"$type\":\"app.bsky.feed.like\"}}}");
    }

    private void commit(String did, String key, String operation, @Nullable String text) {
        say(POST, micros -> {
            String record = text == null
                    ? ""
                    : ",\"record\":{\"$type\":\"" + POST + "\",\"createdAt\":\"" + now().truncatedTo(ChronoUnit.MILLIS)
                            + "\",\"langs\":[\"en\"],\"text\":\"" + text + "\"},\"cid\":\"bafy" + revision + "\"";
            return "{\"did\":\"" + did + "\",\"time_us\":" + micros + ",\"kind\":\"commit\",\"commit\":{\"rev\":\"rev"
                    + revision++ + "\",\"operation\":\"" + operation + "\",\"collection\":\"" + POST + "\",\"rkey\":\""
                    + key + "\"" + record + "}}";
        });
    }

    private Instant now() {
        return server.clock().instant();
    }

    private interface Json {
        String at(long micros);
    }

    private synchronized void say(String collection, Json json) {
        lastMicros = Math.max(lastMicros + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now()));
        events.add(new Event(lastMicros, collection, json.at(lastMicros)));
        notifyAll();
    }

    private void serve(Exchange exchange) throws IOException {
        if (exchange.refuses(Map.of("Retry-After", "30"), "{\"error\":\"too many\"}")) {
            return;
        }
        if (!exchange.request().path().equals("/subscribe")) {
            exchange.reply(404, Map.of(), "404 page not found");
            return;
        }
        FakeSocket socket = exchange.upgrade();
        Thread writer = new Thread(() -> write(exchange, socket), "fake-jetstream");
        writer.setDaemon(true);
        writer.start();
        socket.read(text -> {});
        synchronized (this) {
            notifyAll();
        }
    }

    private void write(Exchange exchange, FakeSocket socket) {
        String cursor = exchange.request().parameter("cursor");
        boolean compresses = "true".equals(exchange.request().parameter("compress"));
        List<String> wanted = exchange.request().query().getOrDefault("wantedCollections", List.of());
        long windowStart = ChronoUnit.MICROS.between(Instant.EPOCH, now().minus(WINDOW));
        int next;
        synchronized (this) {
            next = cursor == null ? events.size() : firstFrom(Math.max(Long.parseLong(cursor), windowStart));
        }
        Event held = null;
        try {
            for (int sent = 0; socket.isOpen(); ) {
                Event event;
                synchronized (this) {
                    if (held != null && next >= events.size()) {
                        event = held;
                        held = null;
                    } else {
                        while ((next >= events.size() || events.get(next).micros >= heldFrom) && socket.isOpen()) {
                            wait(1_000);
                        }
                        if (!socket.isOpen()) {
                            return;
                        }
                        event = events.get(next++);
                        if (!wanted.isEmpty() && !isFor(event, wanted)) {
                            continue;
                        }
                        if (exchange.suffers(Fault.REORDERED) && held == null) {
                            held = event;
                            continue;
                        }
                    }
                }
                if (sent >= BEFORE_FAULT && exchange.suffers(Fault.DISCONNECT_MID_RECORD)) {
                    socket.breakWithin(event.json);
                    return;
                }
                if (sent >= BEFORE_FAULT && exchange.suffers(Fault.STALL)) {
                    return;
                }
                send(socket, event, compresses);
                if (exchange.suffers(Fault.DUPLICATES)) {
                    send(socket, event, compresses);
                }
                if (held != null && exchange.suffers(Fault.REORDERED)) {
                    send(socket, held, compresses);
                    held = null;
                }
                sent++;
            }
        } catch (IOException e) {
            // The reader has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isFor(Event event, List<String> wanted) {
        return event.collection.isEmpty() || event.collection.equals(BROKEN) || wanted.contains(event.collection);
    }

    private int firstFrom(long micros) {
        int first = 0;
        while (first < events.size() && events.get(first).micros < micros) {
            first++;
        }
        return first;
    }

    private void send(FakeSocket socket, Event event, boolean compresses) throws IOException {
        if (compresses && event.collection.equals(BROKEN)) {
            socket.send(event.json.getBytes(StandardCharsets.UTF_8));
        } else if (compresses) {
            socket.send(Zstd.compress(event.json.getBytes(StandardCharsets.UTF_8), compression));
        } else {
            socket.send(event.json);
        }
    }

    private static byte[] trained() {
        ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 16 << 10);
        for (int i = 0; i < 2_000; i++) {
            trainer.addSample(
                    ("{\"did\":\"did:plc:" + Integer.toHexString(i * 7919) + "\",\"time_us\":17" + i * 104_729L
                                    + ",\"kind\":\"commit\",\"commit\":{\"rev\":\"3l" + i
                                    + "\",\"operation\":\"create\",\"collection\":\""
                                    + POST + "\",\"rkey\":\"3k" + i + "\",\"record\":{\"$type\":\"" + POST
                                    + "\",\"createdAt\":\"2026-01-01T00:00:" + i % 60
                                    + "Z\",\"langs\":[\"en\"],\"text\":\"words " + i
                                    + "\"}}}")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return trainer.trainSamples();
    }

    @Override
    public void close() {
        server.close();
        synchronized (this) {
            notifyAll();
        }
    }
}
