package io.tickvox.sources.live;

import io.tickvox.model.Envelope;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Truncation;
import io.tickvox.sources.kafka.KafkaLanding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a running source is given: where its payloads go, and who is told how it stands. For use by the source's thread. */
public final class Intake {
    /** Gaps that are shorter are not told: clocks differ by as much. */
    public static final Duration SHORTEST_GAP = Duration.ofSeconds(1);

    private final SourceRunner runner;
    private final SourceProgress progress;
    private final Timing timing;
    private final SymbolList symbols;
    private final Map<String, RateBudget> budgets = new HashMap<>();

    Intake(SourceRunner runner, SourceProgress progress, Timing timing, SymbolList symbols) {
        this.runner = runner;
        this.progress = progress;
        this.timing = timing;
        this.symbols = symbols;
    }

    public Clock clock() {
        return timing.clock();
    }

    public Instant now() {
        return timing.clock().instant();
    }

    /** The tickers to follow; the same object until they change. */
    public List<String> symbols() {
        return symbols.now();
    }

    /** Lands a payload in JSON. Blocks while the landing is behind. */
    public void land(Channel channel, String stream, byte[] payload) {
        land(channel, new Envelope(runner.name(), stream, now(), Envelope.JSON, payload, null));
    }

    /** Lands a payload; of one that is too large only the beginning, to be rejected. Blocks while the landing is behind. */
    public void land(Channel channel, Envelope envelope) {
        runner.land(channel, Truncation.fitted(envelope, KafkaLanding.MAX_PAYLOAD_BYTES));
    }

    /** Those of the posts {@code ids} of {@code network} that are kept. One that landed lately may not be among them. */
    public Set<String> keptPosts(String network, Collection<String> ids) {
        return runner.store().keptPosts(network, ids);
    }

    /** As {@link #keptPosts}, of accounts that wrote posts. */
    public Set<String> keptAuthors(String network, Collection<String> ids) {
        return runner.store().keptAuthors(network, ids);
    }

    /** When each of the posts of {@code network} that are kept was written, by id; those written from {@code from} on. */
    public Map<String, Instant> keptSince(String network, Instant from) {
        return runner.store().keptSince(network, from);
    }

    /** Counts payloads that were seen and need no landing, because they cannot be about any ticker. */
    public void skipped(long payloads) {
        progress.skipped(payloads);
    }

    /**
     * The API serves, and gives all it has from {@code from} on; what lies between the position and {@code from} is lost.
     *
     * @param what for people: what is followed, and where
     */
    public void complete(Instant from, String what) {
        progress.complete(from, what);
    }

    /** All up to {@code position} has been handed over; it will be resumed from there. */
    public void advance(Position position) {
        progress.advance(position);
    }

    /** Nothing can be had any more of this time, though the source goes on. */
    public void lost(Instant start, Instant end, String reason) {
        progress.lost(null, start, end, reason);
    }

    /** Nothing can be had any more of {@code symbol} in this time; other tickers are not concerned. */
    public void lostOf(String symbol, Instant start, Instant end, String reason) {
        progress.lost(symbol, start, end, reason);
    }

    /** Returns after {@code duration}. */
    public void sleep(Duration duration) throws InterruptedException {
        if (!duration.isZero() && !duration.isNegative()) {
            timing.sleep(duration);
        }
    }

    /**
     * The budget of this name, with the calls of earlier runs; the same object each time.
     *
     * @param name for people, a plural: what is limited
     */
    public RateBudget budget(String name, int limit, Duration window) {
        return budgets.computeIfAbsent(
                "budget." + name,
                key -> new RateBudget(
                        name,
                        limit,
                        window,
                        timing.clock(),
                        runner.recall(key),
                        calls -> runner.remember(Map.of(key, calls))));
    }
}
