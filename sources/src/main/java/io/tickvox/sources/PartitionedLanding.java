package io.tickvox.sources;

import io.tickvox.model.Envelope;
import java.util.List;

/** A landing whose order is the caller's: within a partition, envelopes stay in the order in which they were landed. */
public interface PartitionedLanding extends Landing {
    /** Number of partitions of {@code channel}, at least 1. */
    int partitions(Channel channel);

    /**
     * Hands {@code envelope} over for one partition; blocks as {@link #land(Channel, Envelope)} does.
     *
     * @param partition from 0 to {@link #partitions} - 1
     */
    void land(Channel channel, int partition, Envelope envelope, RunMark mark);

    /** For each partition the offset after the newest durable envelope landed here; 0 where none was. */
    List<Long> endOffsets(Channel channel);
}
