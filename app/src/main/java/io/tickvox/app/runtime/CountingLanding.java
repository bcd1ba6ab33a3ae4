package io.tickvox.app.runtime;

import io.tickvox.model.Envelope;
import io.tickvox.sources.PartitionedLanding;
import io.tickvox.sources.RunMark;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A landing that counts what passes, by source. */
final class CountingLanding implements PartitionedLanding {
    private final PartitionedLanding target;
    private final Clock clock;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    CountingLanding(PartitionedLanding target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    /** How much of a source has landed since the start, and when the last came. */
    static final class Count {
        private final AtomicLong landed = new AtomicLong();
        private volatile Instant lastAt = Instant.EPOCH;

        long landed() {
            return landed.get();
        }

        Instant lastAt() {
            return lastAt;
        }
    }

    /** The counts by source. */
    Map<String, Count> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public void land(Channel channel, Envelope envelope) {
        target.land(channel, envelope);
        count(envelope);
    }

    @Override
    public void land(Channel channel, int partition, Envelope envelope, RunMark mark) {
        target.land(channel, partition, envelope, mark);
        count(envelope);
    }

    private void count(Envelope envelope) {
        Count count = counts.computeIfAbsent(envelope.source(), ignored -> new Count());
        count.landed.incrementAndGet();
        count.lastAt = clock.instant();
    }

    @Override
    public void heartbeat(Channel channel, String source, Instant at) {
        target.heartbeat(channel, source, at);
    }

    @Override
    public int partitions(Channel channel) {
        return target.partitions(channel);
    }

    @Override
    public List<Long> endOffsets(Channel channel) {
        return target.endOffsets(channel);
    }

    @Override
    public void flush() {
        target.flush();
    }

    @Override
    public void close() {
        target.close();
    }
}
