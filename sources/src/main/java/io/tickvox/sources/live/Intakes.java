package io.tickvox.sources.live;

import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All live sources of a process, each on a thread of its own. Each second what was handed over is made durable, and after
 * that the positions that lie behind it: a position is never ahead of the landing.
 */
public final class Intakes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intakes.class);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final IntakeSettings settings;
    private final List<SourceRunner> runners = new ArrayList<>();
    private final List<SourceReport> disabled = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-intake-commit");
        thread.setDaemon(true);
        return thread;
    });
    private Instant beatAt = Instant.EPOCH;
    private boolean closed;

    private Intakes(IntakeSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts those of {@code sources} that have what they need.
     *
     * @param sources each with its settings
     * @param unwanted the names of those that are not to run
     */
    public static Intakes start(
            IntakeSettings settings, Map<SourceFactory, SourceSettings> sources, List<SourceInfo> unwanted) {
        Intakes intakes = new Intakes(settings);
        Map<SourceFactory, SourceSettings> wanted = new LinkedHashMap<>(sources);
        unwanted.forEach(info -> intakes.disable(info, "not among sources.enabled"));
        wanted.forEach(intakes::start);
        intakes.timer.scheduleWithFixedDelay(
                intakes::commitQuietly, COMMIT_EVERY.toMillis(), COMMIT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return intakes;
    }

    private void start(SourceFactory factory, SourceSettings values) {
        SourceInfo info = factory.info(values);
        List<SourceOption> missing = info.missing(values);
        if (!missing.isEmpty()) {
            disable(info, Missing.words(info, missing));
            return;
        }
        SourceRunner runner;
        try {
            runner = new SourceRunner(
                    info,
                    Mask.of(info, values),
                    () -> factory.create(values, settings.environment()),
                    settings.landing(),
                    settings.store(),
                    settings.timing(),
                    new Random(settings.random().nextLong()),
                    settings.symbols(),
                    settings.backfill());
        } catch (TickvoxException e) {
            LOG.error("Source {} is left out: {}", info.name(), e.getMessage());
            disable(info, String.valueOf(e.getMessage()));
            return;
        }
        runners.add(runner);
        Thread thread = new Thread(runner::run, "tickvox-source-" + info.name());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void disable(SourceInfo info, String why) {
        Instant now = settings.timing().clock().instant();
        disabled.add(new SourceReport(info.name(), SourceState.DISABLED, why, now, 0, 0, null, null));
        List<CoverageGap> open = settings.store().openGaps(info.name());
        settings.store()
                .write(open.stream()
                        .map(gap -> new CoverageGap(
                                gap.source(),
                                gap.symbol(),
                                gap.start(),
                                now.isBefore(gap.start()) ? gap.start() : now,
                                gap.missing(),
                                gap.reason()))
                        .toList());
    }

    /** How each source is, those that do not run included. */
    public List<SourceReport> reports() {
        List<SourceReport> reports = new ArrayList<>();
        runners.forEach(runner -> reports.add(runner.progress().report()));
        reports.addAll(disabled);
        return reports;
    }

    /** Makes durable what was handed over, and then the positions; gaps and states are told even if nothing can land. */
    public synchronized void commit() {
        Map<SourceRunner, Position> reached = new LinkedHashMap<>();
        runners.forEach(runner -> reached.put(runner, runner.progress().position()));
        boolean landed = flushes();
        if (!landed) {
            runners.forEach(SourceRunner::rewind);
        }
        RuntimeException failure = null;
        for (SourceRunner runner : runners) {
            try {
                // Before the position: a loss that only it remembers would be forgotten with the process.
                runner.progress().writeGaps();
                if (landed) {
                    runner.progress().keep(Objects.requireNonNull(reached.get(runner)));
                }
            } catch (RuntimeException e) {
                // Told below: the other sources' positions are kept all the same.
                failure = e;
            }
        }
        settings.store().report(reports());
        if (failure != null) {
            throw failure;
        }
    }

    private boolean flushes() {
        try {
            beat();
            settings.landing().flush();
            return true;
        } catch (TickvoxException e) {
            LOG.warn("Cannot land: {}", e.getMessage());
            return false;
        }
    }

    /** While nobody says anything, event time moves on as far as all sources that serve have come, but not beyond the present. */
    private void beat() {
        Instant now = settings.timing().clock().instant();
        if (Duration.between(beatAt, now).compareTo(HEARTBEAT_EVERY) < 0) {
            return;
        }
        beatAt = now;
        runners.stream()
                .map(SourceRunner::progress)
                .filter(progress -> serves(progress.report().state()))
                .map(progress -> progress.position().upTo())
                .min(Instant::compareTo)
                .map(upTo -> upTo.isAfter(now) ? now : upTo)
                .ifPresent(upTo -> {
                    for (Channel channel : Channel.values()) {
                        settings.landing().heartbeat(channel, "intake", upTo);
                    }
                });
    }

    private static boolean serves(SourceState state) {
        return state == SourceState.LIVE || state == SourceState.CATCHING_UP;
    }

    private void commitQuietly() {
        try {
            commit();
        } catch (RuntimeException | Error e) {
            // Whatever leaves this would end the timer, and with it all keeping.
            LOG.warn("Cannot keep the sources' positions, tried again in a second: {}", e.toString());
        }
    }

    /** Stops all sources and keeps how far they came. */
    @Override
    public void close() {
        if (stop()) {
            commitQuietly();
        }
    }

    /** Stops all sources and keeps nothing more, as the death of the process would. */
    void abandon() {
        stop();
    }

    private synchronized boolean stop() {
        if (closed) {
            return false;
        }
        closed = true;
        timer.shutdown();
        runners.forEach(SourceRunner::stop);
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
