package io.tickvox.sources.file;

import io.tickvox.model.Envelope;
import io.tickvox.sources.PartitionedLanding;
import io.tickvox.sources.RunMark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what lands, in order. */
final class MemoryLanding implements PartitionedLanding {
    record Landed(
            Channel channel,
            int partition,
            Envelope envelope,
            @Nullable RunMark mark) {
        String payload() {
            return new String(envelope.payload(), StandardCharsets.UTF_8);
        }

        boolean heartbeat() {
            return envelope.contentType().equals(Envelope.HEARTBEAT);
        }
    }

    private final int partitions;
    private final List<Landed> landed = Collections.synchronizedList(new ArrayList<>());

    MemoryLanding(int partitions) {
        this.partitions = partitions;
    }

    List<Landed> lines(Channel channel) {
        return landed.stream()
                .filter(each -> each.channel() == channel && !each.heartbeat())
                .toList();
    }

    List<Landed> heartbeats(Channel channel) {
        return landed.stream()
                .filter(each -> each.channel() == channel && each.heartbeat())
                .toList();
    }

    List<Landed> all() {
        return List.copyOf(landed);
    }

    @Override
    public int partitions(Channel channel) {
        return partitions;
    }

    @Override
    public void land(Channel channel, Envelope envelope) {
        landed.add(new Landed(channel, 0, envelope, null));
    }

    @Override
    public void land(Channel channel, int partition, Envelope envelope, RunMark mark) {
        landed.add(new Landed(channel, partition, envelope, mark));
    }

    @Override
    public void heartbeat(Channel channel, String source, Instant at) {
        byte[] payload = at.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < partitions; i++) {
            landed.add(new Landed(
                    channel, i, new Envelope(source, "heartbeat", at, Envelope.HEARTBEAT, payload, null), null));
        }
    }

    @Override
    public List<Long> endOffsets(Channel channel) {
        return Collections.nCopies(partitions, 0L);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
