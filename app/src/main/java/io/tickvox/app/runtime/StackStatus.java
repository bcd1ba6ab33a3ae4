package io.tickvox.app.runtime;

import io.tickvox.server.ComponentStatus;
import io.tickvox.server.PipelineStatus;
import io.tickvox.server.SourceStatus;
import io.tickvox.server.Status;
import io.tickvox.server.StatusSource;
import io.tickvox.sources.live.SourceReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the stack is. Looks each second, and at what costs more every few seconds; answers from what it saw last. */
public final class StackStatus implements StatusSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StackStatus.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_CHECK = 5;
    private static final List<String> ORDER = List.of("postgres", "kafka", "landing", "flink", "server");

    /** Whether a part serves; false or a failure says that it does not. */
    interface Check {
        boolean passes() throws Exception;
    }

    private record Part(String detail, Check check) {}

    private record Reported(SourceStatus.State state, String detail) {}

    private final Clock clock;
    private final Map<String, ComponentStatus> components = new ConcurrentHashMap<>();
    private final Map<String, Part> checked = new ConcurrentHashMap<>();
    private final Map<String, Reported> reported = new ConcurrentHashMap<>();
    private final Map<String, Rate> rates = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-status");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable TableCounts tables;
    private volatile @Nullable CountingLanding landing;
    private volatile @Nullable PipelineSampler pipeline;
    private volatile @Nullable ScorerPart scorer;
    private volatile Supplier<List<SourceReport>> live = List::of;
    private volatile Map<String, Long> rejected = Map.of();
    private volatile @Nullable Instant dataTime;
    private volatile Status status;
    private int looks;

    StackStatus(Clock clock) {
        this.clock = clock;
        this.status = new Status(null, List.of(), List.of(), PipelineStatus.unknown());
        timer.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Status status() {
        return status;
    }

    void starting(String component) {
        components.put(component, new ComponentStatus(component, ComponentStatus.State.STARTING, "starting"));
        status = assemble();
    }

    void up(String component, String detail, Check check) {
        components.put(component, new ComponentStatus(component, ComponentStatus.State.UP, detail));
        checked.put(component, new Part(detail, check));
        status = assemble();
    }

    void follow(TableCounts counts) {
        tables = counts;
    }

    void follow(CountingLanding counts) {
        landing = counts;
    }

    void follow(PipelineRun run, KafkaPart kafka, DataDir.Kind kind) {
        pipeline = new PipelineSampler(run, kafka, clock, kind == DataDir.Kind.SIMULATED);
    }

    void follow(ScorerPart part) {
        scorer = part;
    }

    /** Live sources, which say themselves how they are. */
    void follow(Supplier<List<SourceReport>> reports) {
        live = reports;
    }

    /** A source says how it is; sources that say nothing are live while something of them lands. */
    public void report(String source, SourceStatus.State state, String detail) {
        reported.put(source, new Reported(state, detail));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void look() {
        try {
            PipelineSampler sampler = pipeline;
            if (sampler != null) {
                sampler.look(looks % LOOKS_PER_CHECK == 0);
            }
            if (looks % LOOKS_PER_CHECK == 0) {
                checked.forEach(this::check);
                TableCounts counts = tables;
                if (counts != null) {
                    rejected = counts.rejected();
                    dataTime = counts.newestMinute().orElse(dataTime);
                }
            }
            looks++;
            status = assemble();
        } catch (Exception e) {
            log.debug("Cannot look at all parts: {}", e.toString());
        }
    }

    private void check(String component, Part part) {
        ComponentStatus now;
        try {
            now = part.check().passes()
                    ? new ComponentStatus(component, ComponentStatus.State.UP, part.detail())
                    : new ComponentStatus(
                            component, ComponentStatus.State.DOWN, part.detail() + " does not answer as it should");
        } catch (Exception e) {
            now = new ComponentStatus(
                    component, ComponentStatus.State.DOWN, part.detail() + " does not answer: " + e.getMessage());
        }
        ComponentStatus before = components.put(component, now);
        if (before != null && before.state() != now.state()) {
            log.warn("{} is {}: {}", component, now.state(), now.detail());
        }
    }

    private Status assemble() {
        Map<String, ComponentStatus> ordered = new LinkedHashMap<>();
        ORDER.forEach(name -> {
            ComponentStatus component = components.get(name);
            if (component != null) {
                ordered.put(name, component);
            }
        });
        PipelineSampler sampler = pipeline;
        ScorerPart judge = scorer;
        return new Status(
                dataTime,
                List.copyOf(ordered.values()),
                sources(),
                sampler == null ? PipelineStatus.unknown() : sampler.status(),
                judge == null ? null : judge.status());
    }

    private List<SourceStatus> sources() {
        CountingLanding landed = landing;
        Map<String, CountingLanding.Count> counts = landed == null ? Map.of() : landed.counts();
        TreeSet<String> names = new TreeSet<>(reported.keySet());
        names.addAll(counts.keySet());
        names.addAll(rejected.keySet());
        List<SourceStatus> sources = new ArrayList<>();
        for (SourceReport report : live.get()) {
            names.remove(report.source());
            sources.add(status(report));
        }
        for (String name : names) {
            CountingLanding.Count count = counts.get(name);
            Reported word = reported.get(name);
            long total = count == null ? 0 : count.landed();
            SourceStatus.State state;
            if (word != null) {
                state = word.state();
            } else {
                state = count == null ? SourceStatus.State.FINISHED : SourceStatus.State.LIVE;
            }
            sources.add(new SourceStatus(
                    name,
                    state,
                    word == null ? "" : word.detail(),
                    total,
                    rates.computeIfAbsent(name, ignored -> new Rate()).of(total, clock.millis()),
                    count == null ? null : count.lastAt(),
                    null,
                    rejected.getOrDefault(name, 0L)));
        }
        return sources;
    }

    private SourceStatus status(SourceReport report) {
        Duration lag = report.lag();
        return new SourceStatus(
                report.source(),
                SourceStatus.State.valueOf(report.state().name()),
                report.detail(),
                report.landed(),
                rates.computeIfAbsent(report.source(), ignored -> new Rate()).of(report.landed(), clock.millis()),
                report.lastAt(),
                lag == null ? null : (Long) lag.toMillis(),
                rejected.getOrDefault(report.source(), 0L));
    }

    /** The rate of a growing count over the last few seconds. */
    static final class Rate {
        private static final long SPAN_MILLIS = 5_000;

        private final TreeMap<Long, Long> samples = new TreeMap<>();

        /** Adds a sample and gives the rate a second; 0 before the second sample. */
        synchronized double of(long count, long atMillis) {
            samples.put(atMillis, count);
            samples.headMap(atMillis - SPAN_MILLIS).clear();
            Map.Entry<Long, Long> first = samples.firstEntry();
            long elapsed = atMillis - first.getKey();
            return elapsed <= 0 ? 0 : Math.max(0, (count - first.getValue()) * 1000.0 / elapsed);
        }
    }
}
