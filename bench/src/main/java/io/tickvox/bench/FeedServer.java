package io.tickvox.bench;

import io.tickvox.testkit.fake.Chunks;
import io.tickvox.testkit.fake.Exchange;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.FakeSocket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends a feed's records to who connects, evenly, and knows what that takes of the CPU. */
final class FeedServer implements AutoCloseable {
    private static final double NANOS = 1e9;
    private static final long PAUSE_NANOS = 5_000_000;
    private static final String RULES =
            "{\"data\":[{\"id\":\"1\",\"value\":\"$AAPL OR $BTC\",\"tag\":\"tickvox\"}],\"meta\":{\"sent\":\"2026-01-01\"}}";

    private interface Line {
        void send(String record) throws IOException;
    }

    private final Feed feed;
    private final long perSecond;
    private final Clock clock = Clock.systemUTC();
    private final FakeServer server = new FakeServer(clock, this::serve);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final Set<Long> threads = ConcurrentHashMap.newKeySet();

    FeedServer(Feed feed, long perSecond) {
        this.feed = feed;
        this.perSecond = perSecond;
    }

    URI uri() {
        return server.uri(feed.scheme());
    }

    long sent() {
        return sent.get();
    }

    /** CPU that sending has taken so far. */
    long cpuNanos() {
        long nanos = ended.get();
        for (long thread : threads) {
            nanos += Math.max(0, ManagementFactory.getThreadMXBean().getThreadCpuTime(thread));
        }
        return nanos;
    }

    private void serve(Exchange exchange) throws IOException {
        String path = exchange.request().path();
        if (exchange.request().header("upgrade").equalsIgnoreCase("websocket")) {
            FakeSocket socket = exchange.upgrade();
            Thread reader = new Thread(() -> answerPings(socket), "feed-reader");
            reader.setDaemon(true);
            reader.start();
            pour(socket::send);
        } else if (path.endsWith("/stream")) {
            Chunks chunks = exchange.chunks(Map.of("Content-Type", "application/json"));
            pour(chunks::send);
        } else if (path.endsWith("/rules")) {
            exchange.json(RULES);
        } else if (path.endsWith("/quote")) {
            exchange.json("{\"c\":0,\"d\":null,\"dp\":null,\"h\":0,\"l\":0,\"o\":0,\"pc\":0,\"t\":0}");
        } else {
            exchange.json("{\"meta\":{\"result_count\":0}}");
        }
    }

    private static void answerPings(FakeSocket socket) {
        try {
            socket.read(subscription -> {});
        } catch (IOException e) {
            // The other side has gone.
        }
    }

    /** Sends until the other side has gone; what is late is made up for. */
    private void pour(Line line) throws IOException {
        long thread = Thread.currentThread().getId();
        threads.add(thread);
        try {
            long begin = System.nanoTime();
            for (long done = 0; ; ) {
                long due = (long) ((System.nanoTime() - begin) / NANOS * perSecond);
                while (done < due) {
                    line.send(feed.record(sent.getAndIncrement(), clock.instant()));
                    done++;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } finally {
            threads.remove(thread);
            ended.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
