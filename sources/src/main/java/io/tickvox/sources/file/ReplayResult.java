package io.tickvox.sources.file;

import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a replay has landed; all of it is durable.
 *
 * @param complete false if the replay was cancelled
 * @param lines by channel, lines of the replay on Kafka now: landed this time or before
 * @param resumed by channel, those of {@code lines} that an earlier attempt had landed
 * @param bytes of payload landed this time
 * @param newest by channel, the newest event time; absent where there is none
 * @param endOffsets by channel and partition the offset after the last record: a reader that has come so far has all
 * @param problems files that could not be read to their end; what stands before has landed
 */
public record ReplayResult(
        boolean complete,
        Map<Channel, Long> lines,
        Map<Channel, Long> resumed,
        long bytes,
        Map<Channel, Instant> newest,
        Map<Channel, List<Long>> endOffsets,
        List<TickvoxException> problems) {
    public ReplayResult {
        lines = Map.copyOf(lines);
        resumed = Map.copyOf(resumed);
        newest = Map.copyOf(newest);
        endOffsets = Map.copyOf(endOffsets);
        problems = List.copyOf(problems);
    }

    /** Throws the first of {@link #problems}, if any, with the others suppressed. */
    public void throwIfDamaged() {
        if (!problems.isEmpty()) {
            TickvoxException first = problems.get(0);
            problems.subList(1, problems.size()).forEach(first::addSuppressed);
            throw first;
        }
    }
}
