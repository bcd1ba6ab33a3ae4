package io.tickvox.server;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.Interval;
import io.tickvox.model.PriceBar;
import io.tickvox.model.ScoredMention;
import io.tickvox.model.SentimentBar;
import io.tickvox.model.TickvoxException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open event streams. Each event is made once, whatever the number of clients; while there is none, the feed is not
 * followed at all.
 */
final class StreamHub implements LiveListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);

    private final ServerSettings settings;
    private final ServerDependencies dependencies;
    private final Metrics metrics;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-stream-timer");
        thread.setDaemon(true);
        return thread;
    });
    private LiveFeed.@Nullable Subscription subscription;
    private boolean closed;

    StreamHub(ServerSettings settings, ServerDependencies dependencies, Metrics metrics) {
        this.settings = settings;
        this.dependencies = dependencies;
        this.metrics = metrics;
        metrics.streamClients(clients::size);
        every(settings.keepAlive(), () -> broadcast(LiveEvent.comment("keep-alive")));
        every(settings.statusEvery(), () -> broadcast(status()));
    }

    /**
     * A new client, which gets every event from now on.
     *
     * @param symbols the tickers wanted; null for all
     * @throws TickvoxException if there are too many clients already, or the server stops
     */
    StreamClient connect(@Nullable List<String> symbols) {
        StreamClient client = new StreamClient(
                symbols == null ? null : new HashSet<>(symbols), settings.maxPendingEvents(), this::dropped);
        synchronized (this) {
            if (closed || clients.size() >= settings.maxStreamClients()) {
                throw new TickvoxException(
                        ErrorCode.TOO_MANY_CLIENTS,
                        closed
                                ? "Cannot open a stream: the server is stopping"
                                : "Cannot open a stream: " + clients.size()
                                        + " are open already; close a page and try again");
            }
            clients.add(client);
            if (subscription == null) {
                subscription = dependencies.feed().subscribe(this);
            }
        }
        client.ended().whenComplete((nothing, failure) -> disconnected(client));
        Instant now = dependencies.clock().instant();
        client.offer(LiveEvent.of("hello", null, "hello", new Hello(now, settings.simulated())));
        client.offer(status());
        return client;
    }

    @Override
    public void mention(ScoredMention mention) {
        String symbol = mention.mention().symbol();
        broadcast(LiveEvent.of(
                new MentionKey(mention.mention().source(), mention.mention().postId(), symbol),
                symbol,
                "mention",
                MentionView.of(mention, settings.simulated())));
    }

    @Override
    public void sentimentBar(SentimentBar bar) {
        broadcast(LiveEvent.of(
                new BarKey("sentiment", bar.symbol(), bar.interval(), bar.start()),
                bar.symbol(),
                "sentiment_bar",
                bar));
    }

    @Override
    public void priceBar(PriceBar bar) {
        broadcast(LiveEvent.of(
                new BarKey("price", bar.symbol(), bar.interval(), bar.start()), bar.symbol(), "price_bar", bar));
    }

    @Override
    public void skipped(long records) {
        metrics.streamSkipped(records);
        broadcast(LiveEvent.of("skipped", null, "skipped", new Skipped(records)));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        synchronized (this) {
            closed = true;
        }
        clients.forEach(StreamClient::end);
        try {
            timer.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void broadcast(LiveEvent event) {
        clients.forEach(client -> client.offer(event));
    }

    private LiveEvent status() {
        StatusView view = StatusView.of(settings, dependencies.status().status(), dependencies.clock());
        return LiveEvent.of("status", null, "status", view);
    }

    private void every(Duration period, Runnable action) {
        timer.scheduleAtFixedRate(
                () -> {
                    if (clients.isEmpty()) {
                        return;
                    }
                    try {
                        action.run();
                    } catch (RuntimeException e) {
                        LOG.warn("Cannot send to the event streams: {}", e.toString());
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void dropped(StreamClient client) {
        metrics.streamDropped();
        LOG.info("Dropped an event stream whose client does not keep up; it may connect again");
    }

    private void disconnected(StreamClient client) {
        LiveFeed.Subscription unused = null;
        synchronized (this) {
            clients.remove(client);
            if (clients.isEmpty()) {
                unused = subscription;
                subscription = null;
            }
        }
        if (unused != null) {
            unused.close();
        }
    }

    private record Hello(Instant now, boolean simulated) {}

    private record Skipped(long records) {}

    private record MentionKey(String source, String postId, String symbol) {}

    private record BarKey(String kind, String symbol, Interval interval, Instant start) {}
}
