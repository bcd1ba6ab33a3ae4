package io.tickvox.sources.live;

import io.tickvox.model.Envelope;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import io.tickvox.sources.Landing.Channel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one source going, for ever: runs it, and after whatever ends it waits as the API wants and runs it again from where
 * it was. Knows its state and its gaps.
 */
final class SourceRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SourceRunner.class);
    static final String POSITION = "position";
    static final String LANDED = "landed";
    static final String SKIPPED = "skipped";

    /** Gaps shorter than this are not told: clocks differ by as much. */
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);

    private static final String NOT_RUNNING = "Tickvox was not running";

    private final SourceInfo info;
    private final Supplier<LiveSource> sources;
    private final Landing landing;
    private final IntakeStore store;
    private final Timing timing;
    private final RandomGenerator random;
    private final Intake intake;
    private final GapLog gaps;
    private final Map<String, String> recalled;
    private final boolean isFirstStart;

    private LiveSource source;
    private Position position;
    private Position durable;
    private SourceState state = SourceState.STARTING;
    private String detail = "starting";
    private String followed = "";
    private Instant since;
    private long landed;
    private long skipped;
    private @Nullable Instant lastAt;
    private @Nullable Duration lag;
    private boolean hasProgress;
    private boolean mustRewind;
    private boolean hasServed;
    private volatile boolean stopping;
    private @Nullable Thread thread;
    /** What was kept last; of the thread that keeps. */
    private Map<String, String> kept = Map.of();

    SourceRunner(
            SourceInfo info,
            Supplier<LiveSource> sources,
            Landing landing,
            IntakeStore store,
            Timing timing,
            RandomGenerator random,
            SymbolList symbols,
            Duration backfill) {
        this.info = info;
        this.sources = sources;
        this.source = sources.get();
        this.landing = landing;
        this.store = store;
        this.timing = timing;
        this.random = random;
        this.intake = new Intake(this, timing, symbols);
        this.recalled = Map.copyOf(store.recall(info.name()));
        Instant now = now();
        this.since = now;
        Position kept = Position.parse(recall(POSITION)).orElse(null);
        this.isFirstStart = kept == null;
        this.position = kept != null ? kept : Position.startingAt(now.minus(backfill));
        this.durable = position;
        this.landed = number(recall(LANDED));
        this.skipped = number(recall(SKIPPED));
        this.gaps = new GapLog(info.name(), store.openGaps(info.name()));
    }

    Intake intake() {
        return intake;
    }

    String name() {
        return info.name();
    }

    /** Follows the source until {@link #stop}. */
    void run() {
        synchronized (this) {
            thread = Thread.currentThread();
            if (!isFirstStart && Duration.between(position.upTo(), now()).compareTo(source.freshness()) > 0) {
                gaps.open(position.upTo(), NOT_RUNNING);
            }
        }
        int failures = 0;
        while (!stopping) {
            Duration wait;
            try {
                Position from = start();
                source.run(from, intake);
                wait = failed(SourceState.UNREACHABLE, "the API ended the stream", source.backoff(), null, 0);
                failures = 0;
            } catch (InterruptedException e) {
                wait = Duration.ZERO;
            } catch (SourceFailure e) {
                failures = takeProgress() ? 0 : failures;
                wait = failed(
                        stateOf(e.kind()),
                        String.valueOf(e.getMessage()),
                        e.backoff() == null ? source.backoff() : e.backoff(),
                        e.until(),
                        failures++);
            } catch (IOException e) {
                failures = takeProgress() ? 0 : failures;
                wait = failed(
                        SourceState.UNREACHABLE, String.valueOf(e.getMessage()), source.backoff(), null, failures++);
            } catch (TickvoxException e) {
                rewindSelf();
                wait = failed(
                        SourceState.UNREACHABLE, String.valueOf(e.getMessage()), source.backoff(), null, failures++);
            } catch (RuntimeException | Error e) {
                // Its words may hold anything, so only the log has them.
                LOG.error("Source {} failed in an unforeseen way", info.name(), e);
                rewindSelf();
                wait = failed(
                        SourceState.UNREACHABLE,
                        "an unforeseen answer (" + e.getClass().getSimpleName() + "; the log says more)",
                        source.backoff(),
                        null,
                        failures++);
            }
            rest(wait);
        }
    }

    /** Waits all of {@code wait}, which the API may have asked for, unless the source is to stop. */
    private void rest(Duration wait) {
        Instant end = now().plus(wait);
        for (Duration left = wait;
                !stopping && left.compareTo(Duration.ZERO) > 0;
                left = Duration.between(now(), end)) {
            try {
                timing.sleep(left);
            } catch (InterruptedException e) {
                // It is to stop, or to begin again from an earlier position, which start() sees to.
            }
        }
    }

    /** Ends {@link #run}. */
    void stop() {
        stopping = true;
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
        };
    }

    private synchronized Position start() {
        if (mustRewind) {
            mustRewind = false;
            rewindSelf();
        }
        return position;
    }

    private synchronized boolean takeProgress() {
        boolean had = hasProgress;
        hasProgress = false;
        return had;
    }

    private synchronized void rewindSelf() {
        position = durable;
        source = sources.get();
    }

    /** What was handed over after the durable position may be lost: begins there again, with a new source. */
    synchronized void rewind() {
        position = durable;
        mustRewind = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Notes a failure and says how long to wait. */
    private synchronized Duration failed(
            SourceState kind, String reason, Backoff backoff, @Nullable Instant until, int failures) {
        Instant now = now();
        Duration jittered = backoff.delay(failures, random);
        Instant next = now.plus(jittered);
        if (until != null) {
            Instant spread = until.plusMillis(random.nextLong(1, 1_000));
            next = spread.isAfter(now) ? spread : next;
        }
        gaps.open(position.upTo(), reason);
        Instant from = state == kind ? since : now;
        switchTo(
                kind,
                switch (kind) {
                    case RATE_LIMITED -> "until " + shown(next) + ": " + reason;
                    case REFUSED -> reason + ". Asked again at " + shown(next);
                    default -> "since " + shown(from) + ": " + reason + ". Next try at " + shown(next);
                });
        LOG.warn("{} {}: {}", info.name(), kind, detail);
        return Duration.between(now, next);
    }

    static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void switchTo(SourceState wanted, String words) {
        if (state != wanted) {
            since = now();
            if (wanted == SourceState.LIVE || wanted == SourceState.CATCHING_UP) {
                LOG.info("{} {}: {}", info.name(), wanted, words);
            }
        }
        state = wanted;
        detail = words;
    }

    void land(Channel channel, Envelope envelope) {
        landing.land(channel, envelope);
        synchronized (this) {
            landed++;
            lastAt = envelope.observedAt();
        }
    }

    synchronized void skipped(long payloads) {
        skipped += payloads;
    }

    synchronized void complete(Instant from, String what) {
        followed = what;
        boolean resumes = !isFirstStart && !hasServed;
        hasServed = true;
        if (resumes
                && gaps.openSince() == null
                && Duration.between(position.upTo(), from).compareTo(SHORTEST_GAP) > 0) {
            gaps.add(null, position.upTo(), from, NOT_RUNNING);
        }
        if (gaps.openSince() != null && Duration.between(position.upTo(), from).compareTo(SHORTEST_GAP) > 0) {
            gaps.end(from);
            gaps.open(from, "catching up");
        }
        settle();
    }

    synchronized void advance(Position reached) {
        if (mustRewind) {
            return;
        }
        hasProgress = true;
        position = reached;
        settle();
    }

    synchronized void lost(@Nullable String symbol, Instant start, Instant end, String reason) {
        gaps.add(symbol, start, end, reason);
    }

    /** Live as soon as the position is near the present; what was missing till then has been filled. */
    private void settle() {
        Duration behind = Duration.between(position.upTo(), now());
        lag = behind.isNegative() ? Duration.ZERO : behind;
        if (lag.compareTo(source.freshness()) <= 0) {
            gaps.filled();
            switchTo(SourceState.LIVE, followed);
        } else {
            switchTo(SourceState.CATCHING_UP, followed + ", from " + shown(position.upTo()) + " on");
        }
    }

    synchronized Position position() {
        return position;
    }

    /** Takes {@code reached} for durable: all that was handed over before it was read is. */
    void keep(Position reached) {
        Map<String, String> values;
        synchronized (this) {
            values = Map.of(POSITION, reached.text(), LANDED, Long.toString(landed), SKIPPED, Long.toString(skipped));
        }
        if (!values.equals(kept)) {
            store.remember(info.name(), values);
            kept = values;
        }
        synchronized (this) {
            durable = reached;
        }
    }

    GapLog gaps() {
        return gaps;
    }

    synchronized SourceReport report() {
        return new SourceReport(info.name(), state, detail, since, landed, skipped, lastAt, lag);
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
        Clock clock = timing.clock();
        return clock.instant();
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
