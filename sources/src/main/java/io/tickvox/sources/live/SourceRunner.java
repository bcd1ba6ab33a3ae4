package io.tickvox.sources.live;

import io.tickvox.model.Envelope;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import io.tickvox.sources.Landing.Channel;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one source going, for ever: runs it, and after whatever ends it waits as the API wants and runs it again from where
 * it was. How long the API wants to be left alone holds across restarts.
 */
final class SourceRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SourceRunner.class);
    private static final String LIMITED_UNTIL = "limited_until";

    /** A run that has served so long makes up for the failures before it; a shorter one may be about to be refused again. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    /** An API that asks for less only says that it has nothing for us now. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    private final SourceInfo info;
    private final Mask mask;
    private final Supplier<LiveSource> sources;
    private final Landing landing;
    private final IntakeStore store;
    private final Timing timing;
    private final RandomGenerator random;
    private final Map<String, String> recalled;
    private final SourceProgress progress;
    private final Intake intake;

    private volatile LiveSource source;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    SourceRunner(
            SourceInfo info,
            Mask mask,
            Supplier<LiveSource> sources,
            Landing landing,
            IntakeStore store,
            Timing timing,
            RandomGenerator random,
            SymbolList symbols,
            Duration backfill) {
        this.info = info;
        this.mask = mask;
        this.sources = sources;
        this.source = sources.get();
        this.landing = landing;
        this.store = store;
        this.timing = timing;
        this.random = random;
        this.recalled = Map.copyOf(store.recall(info.name()));
        this.progress = new SourceProgress(
                info, mask, store, timing.clock(), recalled, backfill, () -> this.source.freshness());
        this.intake = new Intake(this, progress, timing, symbols);
    }

    Intake intake() {
        return intake;
    }

    String name() {
        return info.name();
    }

    /** How far it has come, and how it stands. */
    SourceProgress progress() {
        return progress;
    }

    /** Follows the source until {@link #stop}. */
    void run() {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        progress.begin();
        awaitLimit();
        int failures = 0;
        while (!stopping) {
            Instant began = now();
            Duration wait;
            try {
                Position from = start();
                source.run(from, intake);
                failures = before(failures, began);
                wait = unreachable("the API ended the stream", failures++);
            } catch (InterruptedException e) {
                wait = Duration.ZERO;
            } catch (SourceFailure e) {
                failures = before(failures, began);
                wait = failed(
                        stateOf(e.kind()),
                        String.valueOf(e.getMessage()),
                        e.backoff() == null ? source.backoff() : e.backoff(),
                        e.until(),
                        failures++);
            } catch (IOException e) {
                failures = before(failures, began);
                wait = unreachable(String.valueOf(e.getMessage()), failures++);
            } catch (TickvoxException e) {
                failures = before(failures, began);
                progress.rewind();
                wait = unreachable(String.valueOf(e.getMessage()), failures++);
            } catch (RuntimeException | Error e) {
                // Its words may hold anything, so only the log has them.
                LOG.error("Source {} failed in an unforeseen way: {}", info.name(), mask.hide(e));
                failures = before(failures, began);
                progress.rewind();
                wait = unreachable(
                        "an unforeseen answer (" + e.getClass().getSimpleName() + "; the log says more)", failures++);
            }
            rest(wait);
        }
    }

    /** Failures in a row before the one that has ended the run which began at {@code began}. */
    private int before(int failures, Instant began) {
        boolean served = progress.takeProgress();
        return served && Duration.between(began, now()).compareTo(STEADY) >= 0 ? 0 : failures;
    }

    /**
     * Until when the API asked for silence, as far as {@code recalled} knows; null if that is over, or so far off that the
     * clock must have been wrong.
     */
    static @Nullable Instant limitedUntil(Map<String, String> recalled, Instant now) {
        try {
            Instant until = Instant.parse(recalled.getOrDefault(LIMITED_UNTIL, ""));
            return until.isAfter(now) && !until.isAfter(now.plus(Refusals.LONGEST)) ? until : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Waits as long as the API asked an earlier run to. */
    private void awaitLimit() {
        Instant until = limitedUntil(recalled, now());
        if (until != null) {
            progress.failed(SourceState.RATE_LIMITED, "the API asked for it before the restart", until);
            rest(Duration.between(now(), until));
        }
    }

    /** Waits all of {@code wait}, which the API may have asked for, unless the source is to stop; whatever the clock does. */
    private void rest(Duration wait) {
        Instant end = now().plus(wait);
        Duration left = wait;
        while (!stopping && left.compareTo(Duration.ZERO) > 0) {
            try {
                timing.sleep(left);
                return;
            } catch (InterruptedException e) {
                // It is to stop, or to begin again from an earlier position, which start() sees to.
                Duration rest = Duration.between(now(), end);
                left = rest.compareTo(left) < 0 ? rest : left;
            }
        }
    }

    /** Ends {@link #run}. */
    void stop() {
        stopping = true;
        interrupt();
    }

    private void interrupt() {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.interrupt();
        }
    }

    static SourceState stateOf(SourceFailure.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> SourceState.UNREACHABLE;
            case RATE_LIMITED -> SourceState.RATE_LIMITED;
            case REFUSED -> SourceState.REFUSED;
            case IDLE -> SourceState.DISABLED;
        };
    }

    private Position start() {
        if (progress.takeRewind()) {
            source = sources.get();
        }
        return progress.position();
    }

    /** What was handed over after the durable position may be lost: begins there again, with a new source. */
    void rewind() {
        progress.rewind();
        interrupt();
    }

    private Duration unreachable(String reason, int failures) {
        return failed(SourceState.UNREACHABLE, reason, source.backoff(), null, failures);
    }

    /** Notes a failure and says how long to wait. */
    private Duration failed(SourceState kind, String reason, Backoff backoff, @Nullable Instant until, int failures) {
        Instant now = now();
        Instant next = now.plus(backoff.delay(failures, random));
        if (until != null && Duration.between(now, until).compareTo(SHORTEST_WAIT) >= 0) {
            next = until.plusMillis(random.nextLong(1, 1_000));
        }
        progress.failed(kind, reason, next);
        if (kind == SourceState.RATE_LIMITED) {
            rememberLimit(next);
        }
        return Duration.between(now, next);
    }

    private void rememberLimit(Instant until) {
        try {
            remember(Map.of(LIMITED_UNTIL, until.toString()));
        } catch (TickvoxException e) {
            LOG.warn("Cannot keep that {} is rate-limited: {}", info.name(), e.getMessage());
        }
    }

    void land(Channel channel, Envelope envelope) {
        landing.land(channel, envelope);
        progress.landed(envelope.observedAt());
    }

    IntakeStore store() {
        return store;
    }

    String recall(String key) {
        return recalled.getOrDefault(key, "");
    }

    void remember(Map<String, String> values) {
        store.remember(info.name(), values);
    }

    private Instant now() {
        return timing.clock().instant();
    }
}
