package io.tickvox.sources;

import io.tickvox.sources.Landing.Channel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far a replay has landed. Envelope {@code n} of a channel goes to partition {@code n % partitions}, so each partition
 * holds a prefix of its share and its last mark says the rest.
 *
 * @param run identity of the replay
 * @param last for each channel and partition the sequence number landed last, -1 for none; a channel may be absent
 */
public record ReplayPosition(String run, Map<Channel, List<Long>> last) {
    public ReplayPosition {
        Objects.requireNonNull(run, "run");
        Map<Channel, List<Long>> copy = new EnumMap<>(Channel.class);
        last.forEach((channel, sequences) -> copy.put(channel, List.copyOf(sequences)));
        last = Map.copyOf(copy);
    }

    /** The position of a replay of which nothing has landed. */
    public static ReplayPosition start(String run) {
        return new ReplayPosition(run, Map.of());
    }

    /** Whether envelope {@code sequence} of {@code channel} has landed, on {@code partition}. */
    public boolean landed(Channel channel, int partition, long sequence) {
        List<Long> sequences = last.get(channel);
        return sequences != null && partition < sequences.size() && sequence <= sequences.get(partition);
    }
}
