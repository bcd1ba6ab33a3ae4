package io.tickvox.sources.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a source has come, how it stands, and what it could not see. For use by the source's thread and by the one that
 * keeps positions.
 */
final class SourceProgress {
    private static final Logger LOG = LoggerFactory.getLogger(SourceProgress.class);
    private static final String POSITION = "position";
    private static final String LANDED = "landed";
    private static final String SKIPPED = "skipped";
    private static final String IDLE = "idle";

    private static final String NOT_RUNNING = "Tickvox was not running";

    private final String name;
    private final Mask mask;
    private final IntakeStore store;
    private final Clock clock;
    private final Supplier<Duration> freshness;
    private final GapLog gaps;
    /** Whether an earlier run followed what this one goes on with. */
    private final boolean wasFollowed;

    private Position position;
    private Position durable;
    private SourceState state = SourceState.STARTING;
    private String detail = "starting";
    private String followed = "";
    private Instant since;
    private long landed;
    private long skipped;
    private @Nullable Instant lastAt;
    private boolean hasPosition;
    private boolean hasProgress;
    private boolean mustRewind;
    private boolean hasServed;
    /** What was kept last; of the thread that keeps. */
    private Map<String, String> kept = Map.of();

    /**
     * @param mask hides its credentials
     * @param recalled what was kept of an earlier run
     * @param backfill how far back a source that never ran begins
     * @param freshness how far behind the present a position may be that counts as live
     */
    SourceProgress(
            SourceInfo info,
            Mask mask,
            IntakeStore store,
            Clock clock,
            Map<String, String> recalled,
            Duration backfill,
            Supplier<Duration> freshness) {
        this.name = info.name();
        this.mask = mask;
        this.store = store;
        this.clock = clock;
        this.freshness = freshness;
        Instant now = clock.instant();
        this.since = now;
        Position known = Position.parse(recalled.getOrDefault(POSITION, "")).orElse(null);
        boolean wasIdle = Boolean.parseBoolean(recalled.get(IDLE));
        this.wasFollowed = known != null && !wasIdle;
        if (known == null) {
            this.position = Position.startingAt(now.minus(backfill));
        } else {
            this.position = wasIdle ? known.withUpTo(now) : known;
        }
        this.durable = position;
        this.landed = number(recalled.getOrDefault(LANDED, ""));
        this.skipped = number(recalled.getOrDefault(SKIPPED, ""));
        this.gaps = new GapLog(name, info.covers(), store.openGaps(name));
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** The source begins to run. */
    synchronized void begin() {
        if (wasFollowed && Duration.between(position.upTo(), clock.instant()).compareTo(freshness.get()) > 0) {
            gaps.open(position.upTo(), NOT_RUNNING);
        }
    }

    synchronized Position position() {
        return position;
    }

    /** What was handed over after the durable position may be lost: nothing counts until {@link #takeRewind}. */
    synchronized void rewind() {
        position = durable;
        mustRewind = true;
        gaps.open(durable.upTo(), "what had come could not be landed");
    }

    /** Whether {@link #rewind} was called since this was asked last; the position then is the durable one. */
    synchronized boolean takeRewind() {
        boolean must = mustRewind;
        if (must) {
            mustRewind = false;
            position = durable;
        }
        return must;
    }

    /** Whether the position has moved since this was asked last. */
    synchronized boolean takeProgress() {
        boolean had = hasProgress;
        hasProgress = false;
        return had;
    }

    /** The source cannot go on before {@code next}. */
    synchronized void failed(SourceState kind, String words, Instant next) {
        String reason = mask.hide(words);
        if (kind == SourceState.DISABLED) {
            disabled(reason);
            return;
        }
        gaps.open(position.upTo(), reason);
        Instant from = state == kind ? since : clock.instant();
        switchTo(
                kind,
                switch (kind) {
                    case RATE_LIMITED -> "until " + shown(next) + ": " + reason;
                    case REFUSED -> reason + ". Asked again at " + shown(next);
                    default -> "since " + shown(from) + ": " + reason + ". Next try at " + shown(next);
                });
        LOG.warn("{} {}: {}", name, kind, detail);
    }

    /** Nobody wants what it could bring, so nothing is missing from now on. */
    private void disabled(String reason) {
        Instant now = clock.instant();
        gaps.end(now);
        if (!mustRewind && now.isAfter(position.upTo())) {
            position = position.withUpTo(now);
        }
        hasServed = true;
        hasPosition = false;
        switchTo(SourceState.DISABLED, reason);
    }

    static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void switchTo(SourceState wanted, String words) {
        if (state != wanted) {
            since = clock.instant();
            if (wanted == SourceState.LIVE || wanted == SourceState.CATCHING_UP || wanted == SourceState.DISABLED) {
                LOG.info("{} {}: {}", name, wanted, words);
            }
        }
        state = wanted;
        detail = words;
    }

    synchronized void landed(Instant at) {
        landed++;
        lastAt = at;
    }

    synchronized void skipped(long payloads) {
        skipped += payloads;
    }

    synchronized void complete(Instant from, String what) {
        followed = mask.hide(what);
        boolean resumes = wasFollowed && !hasServed;
        hasServed = true;
        boolean isLost = Duration.between(position.upTo(), from).compareTo(Intake.SHORTEST_GAP) > 0;
        if (resumes && gaps.openSince() == null && isLost) {
            gaps.add(null, position.upTo(), from, NOT_RUNNING);
        }
        if (gaps.openSince() != null && isLost) {
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
        gaps.add(symbol, start, end, mask.hide(reason));
    }

    /** Live as soon as the position is near the present; what was missing till then has been filled. */
    private void settle() {
        hasPosition = true;
        if (isFresh()) {
            gaps.filled();
            switchTo(SourceState.LIVE, followed);
        } else {
            fallBehind();
        }
    }

    private boolean isFresh() {
        return lag().compareTo(freshness.get()) <= 0;
    }

    private Duration lag() {
        Duration behind = Duration.between(position.upTo(), clock.instant());
        return behind.isNegative() ? Duration.ZERO : behind;
    }

    private void fallBehind() {
        switchTo(SourceState.CATCHING_UP, followed + ", from " + shown(position.upTo()) + " on");
    }

    /** Takes {@code reached} for durable: all that was handed over before it was read is. */
    void keep(Position reached) {
        Map<String, String> values;
        synchronized (this) {
            values = Map.of(
                    POSITION,
                    reached.text(),
                    LANDED,
                    Long.toString(landed),
                    SKIPPED,
                    Long.toString(skipped),
                    IDLE,
                    Boolean.toString(state == SourceState.DISABLED));
        }
        if (!values.equals(kept)) {
            store.remember(name, values);
            kept = values;
        }
        synchronized (this) {
            durable = reached;
        }
    }

    /** Writes the gaps that have changed. */
    void writeGaps() {
        gaps.write(store);
    }

    /** How it stands now; a source that serves and has long said nothing of its position is behind. */
    synchronized SourceReport report() {
        if (state == SourceState.LIVE && !isFresh()) {
            fallBehind();
        }
        Duration lag = hasPosition ? lag() : null;
        return new SourceReport(name, state, detail, since, landed, skipped, lastAt, lag);
    }
}
