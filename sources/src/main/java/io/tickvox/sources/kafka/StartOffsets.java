package io.tickvox.sources.kafka;

import io.tickvox.sources.Landing.Channel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where each partition ended when a replay first began: nothing of that replay lies before.
 *
 * @param offsets for each channel an offset per partition; what is absent counts as the partition's beginning
 */
public record StartOffsets(Map<Channel, List<Long>> offsets) {
    /** Knows nothing: a search goes back to the oldest record kept. */
    public static final StartOffsets UNKNOWN = new StartOffsets(Map.of());

    public StartOffsets {
        Map<Channel, List<Long>> copy = new EnumMap<>(Channel.class);
        offsets.forEach((channel, list) -> copy.put(channel, List.copyOf(list)));
        offsets = Map.copyOf(copy);
    }

    /** The offset for {@code partition} of {@code channel}; 0 if not known. */
    public long of(Channel channel, int partition) {
        List<Long> list = offsets.get(channel);
        return list == null || partition >= list.size() ? 0 : list.get(partition);
    }
}
