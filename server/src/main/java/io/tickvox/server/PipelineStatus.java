package io.tickvox.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the job is.
 *
 * @param state Flink's word for the job's state in lower case, for example {@code running}
 * @param watermark event time up to which the bars are complete; null before the first post
 * @param lagMs from landing to table, of late, in milliseconds; null if unknown
 * @param lagRecords landed records that the job has not read yet
 * @param checkpointAt when the last checkpoint ended; null if none has, as is {@code checkpointMs}, how long it took
 * @param counters of records by kind: {@code posts}, {@code duplicates}, {@code rejected}, {@code mentions},
 *     {@code copies}, {@code noise}, {@code late}, {@code deletions}, {@code quotes}
 */
public record PipelineStatus(
        String state,
        @Nullable Instant watermark,
        @Nullable Long lagMs,
        long lagRecords,
        @Nullable Instant checkpointAt,
        @Nullable Long checkpointMs,
        int restarts,
        List<Operator> operators,
        Map<String, Long> counters) {
    public PipelineStatus {
        Objects.requireNonNull(state, "state");
        operators = List.copyOf(operators);
        counters = java.util.Collections.unmodifiableMap(new TreeMap<>(counters));
    }

    /** The job before it is known. */
    public static PipelineStatus unknown() {
        return new PipelineStatus("unknown", null, null, 0, null, null, 0, List.of(), Map.of());
    }

    /**
     * One step of the job.
     *
     * @param in records taken since the job's start
     * @param out records passed on since then
     * @param ratePerSecond records taken a second, of late
     * @param busyPct how busy it is, 0..100; null if unknown
     */
    public record Operator(
            String name,
            long in,
            long out,
            double ratePerSecond,
            @Nullable Double busyPct) {}
}
