package io.tickvox.app.runtime;

import io.tickvox.server.PipelineStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the job is, from Flink's metrics where it runs inside this process. */
final class PipelineSampler {
    private static final List<String> COUNTERS =
            List.of("posts", "duplicates", "rejected", "mentions", "copies", "noise", "late", "deletions", "quotes");

    private static final long LONGEST_SIMULATED_LAG_MILLIS = 3_600_000;

    private final PipelineRun run;
    private final KafkaPart kafka;
    private final Clock clock;
    private final boolean simulated;
    private final Map<String, StackStatus.Rate> rates = new HashMap<>();
    private long checkpoints;
    private @Nullable Instant checkpointAt;
    private String state = "starting";
    private long behind;
    private volatile PipelineStatus status = PipelineStatus.unknown();

    /** @param simulated whether the market is invented */
    PipelineSampler(PipelineRun run, KafkaPart kafka, Clock clock, boolean simulated) {
        this.run = run;
        this.kafka = kafka;
        this.clock = clock;
        this.simulated = simulated;
    }

    PipelineStatus status() {
        return status;
    }

    /** @param thoroughly whether to ask others too, which takes longer */
    void look(boolean thoroughly) throws InterruptedException {
        state = run.state();
        long completed = JobMetrics.sum("numberOfCompletedCheckpoints");
        if (completed > checkpoints) {
            checkpointAt = clock.instant();
        }
        checkpoints = completed;
        Optional<Long> pending = pending();
        if (pending.isPresent()) {
            behind = pending.get();
        } else if (thoroughly) {
            behind = kafka.behind();
        }
        status = new PipelineStatus(
                state,
                watermark(),
                lag(),
                behind,
                checkpointAt,
                checkpointAt == null
                        ? null
                        : JobMetrics.any("lastCheckpointDuration")
                                .map(Double::longValue)
                                .filter(millis -> millis >= 0)
                                .orElse(null),
                JobMetrics.any("numRestarts").map(Double::intValue).orElse(0),
                operators(),
                counters());
    }

    /** Records that wait in Kafka, as the sources last saw; empty where the job runs elsewhere. */
    private static Optional<Long> pending() {
        List<JobMetrics.Entry> entries = JobMetrics.named("pendingRecords").toList();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((long) entries.stream()
                .mapToDouble(JobMetrics.Entry::value)
                .filter(value -> value > 0)
                .sum());
    }

    /**
     * The longest of those that the writers tell; null before the first row, and while they write the past that a simulated
     * market begins with, which claims to have been seen long ago.
     */
    private @Nullable Long lag() {
        OptionalDouble longest = JobMetrics.named("lag_ms")
                .mapToDouble(JobMetrics.Entry::value)
                .filter(millis -> millis >= 0 && !(simulated && millis > LONGEST_SIMULATED_LAG_MILLIS))
                .max();
        return longest.isPresent() ? (Long) (long) longest.getAsDouble() : null;
    }

    /** The least event time that any operator behind the sources has reached. */
    private static @Nullable Instant watermark() {
        OptionalDouble least = JobMetrics.named("currentInputWatermark")
                .filter(entry -> !entry.operator().isEmpty())
                .mapToDouble(JobMetrics.Entry::value)
                .filter(millis -> millis > 0 && millis < Long.MAX_VALUE)
                .min();
        return least.isPresent() ? Instant.ofEpochMilli((long) least.getAsDouble()) : null;
    }

    private List<PipelineStatus.Operator> operators() {
        Map<String, List<JobMetrics.Entry>> byOperator = JobMetrics.all()
                .filter(entry -> !entry.operator().isEmpty())
                .collect(Collectors.groupingBy(JobMetrics.Entry::operator, LinkedHashMap::new, Collectors.toList()));
        Map<String, Double> busy = busyByTask();
        List<PipelineStatus.Operator> operators = new ArrayList<>();
        byOperator.forEach((name, entries) -> {
            long in = count(entries, "numRecordsIn");
            long out = count(entries, "numRecordsOut");
            double rate = rates.computeIfAbsent(name, ignored -> new StackStatus.Rate())
                    .of(Math.max(in, name.startsWith("Source") ? out : 0), clock.millis());
            Double busyPct = entries.stream()
                    .map(JobMetrics.Entry::task)
                    .map(busy::get)
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            operators.add(new PipelineStatus.Operator(name, in, out, rate, busyPct));
        });
        operators.sort(java.util.Comparator.comparing(PipelineStatus.Operator::name));
        return operators;
    }

    private static long count(List<JobMetrics.Entry> entries, String name) {
        return (long) entries.stream()
                .filter(entry -> entry.name().equals(name))
                .mapToDouble(JobMetrics.Entry::value)
                .filter(value -> !Double.isNaN(value))
                .sum();
    }

    /** How busy each task is, 0..100, over its instances. Operators chained into one task share its time. */
    private static Map<String, Double> busyByTask() {
        return JobMetrics.named("busyTimeMsPerSecond")
                .filter(entry -> !Double.isNaN(entry.value()))
                .collect(Collectors.groupingBy(
                        JobMetrics.Entry::task,
                        Collectors.averagingDouble(entry -> Math.min(100, entry.value() / 10))));
    }

    private static Map<String, Long> counters() {
        return COUNTERS.stream().collect(Collectors.toMap(name -> name, PipelineSampler::counter));
    }

    private static long counter(String name) {
        return JobMetrics.named(name)
                .filter(entry -> !entry.operator().isEmpty())
                .mapToLong(entry -> (long) entry.value())
                .sum();
    }
}
