package io.tickvox.sources.live;

import io.tickvox.sources.internal.RecentKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gaps of one source: at most one is open, and what has changed waits to be written. Gaps of a ticker, and of all, are
 * told apart by their start: that of the open one is at an even millisecond, that of a loss at an odd one, so that even after
 * a restart none is written over the other; one that is taken is moved on. Safe for use by several threads at once.
 */
final class GapLog {
    private static final Duration STEP = Duration.ofMillis(2);
    private static final int KEPT = 1_000;

    private record Key(@Nullable String symbol, Instant start) {
        static Key of(CoverageGap gap) {
            return new Key(gap.symbol(), gap.start());
        }
    }

    private final String source;
    private final Coverage covers;
    private final Map<Key, CoverageGap> changed = new LinkedHashMap<>();
    private final Map<Key, CoverageGap> removed = new LinkedHashMap<>();
    /** The last gaps that are over, by ticker and start. */
    private final RecentKeys over = new RecentKeys(KEPT);

    private @Nullable CoverageGap open;

    /**
     * @param covers what is missing in its gaps
     * @param left gaps that an earlier run left open: they go on as one
     */
    GapLog(String source, Coverage covers, List<CoverageGap> left) {
        this.source = source;
        this.covers = covers;
        for (CoverageGap gap : left) {
            CoverageGap first = open;
            if (first == null) {
                open = gap;
            } else if (gap.start().isBefore(first.start())) {
                removed.put(Key.of(first), first);
                open = gap;
            } else {
                removed.put(Key.of(gap), gap);
            }
        }
    }

    /** From {@code start} on the source does not see; goes on if a gap is open already. */
    synchronized void open(Instant start, String reason) {
        CoverageGap before = open;
        if (before != null && before.reason().equals(reason)) {
            return;
        }
        Instant from = before == null ? free(null, even(start)) : before.start();
        CoverageGap gap = new CoverageGap(source, null, from, null, covers, reason);
        open = gap;
        removed.remove(Key.of(gap));
        changed.put(Key.of(gap), gap);
    }

    /** Since when the source does not see; null if it does. */
    synchronized @Nullable Instant openSince() {
        return open == null ? null : open.start();
    }

    /** What lies before {@code end} is lost for good. */
    synchronized void end(Instant end) {
        CoverageGap before = open;
        if (before != null && Duration.between(before.start(), end).compareTo(STEP) < 0) {
            filled();
        } else if (before != null) {
            isOver(new CoverageGap(source, null, before.start(), end, before.missing(), before.reason()));
            open = null;
        }
    }

    /** All of the open gap has come after all. */
    synchronized void filled() {
        CoverageGap before = open;
        if (before != null) {
            changed.remove(Key.of(before));
            removed.put(Key.of(before), before);
            open = null;
        }
    }

    /**
     * A gap that is over.
     *
     * @param symbol the only ticker that it is of; null for all
     */
    synchronized void add(@Nullable String symbol, Instant start, Instant end, String reason) {
        Instant from = free(symbol, even(start).plusMillis(1));
        Instant until = from.isBefore(end) ? end : from.plusMillis(1);
        isOver(new CoverageGap(source, symbol, from, until, covers, reason));
    }

    private void isOver(CoverageGap gap) {
        over.add(Key.of(gap).toString());
        changed.put(Key.of(gap), gap);
    }

    private static Instant even(Instant start) {
        return Instant.ofEpochMilli(start.toEpochMilli() & ~1L);
    }

    /** The first from {@code start} on at which no gap begins that is over. */
    private Instant free(@Nullable String symbol, Instant start) {
        Instant free = start;
        while (over.contains(new Key(symbol, free).toString())) {
            free = free.plus(STEP);
        }
        return free;
    }

    /** Writes what has changed; on failure it waits for the next time. */
    void write(IntakeStore store) {
        List<CoverageGap> written;
        List<CoverageGap> gone;
        synchronized (this) {
            written = new ArrayList<>(changed.values());
            gone = new ArrayList<>(removed.values());
        }
        if (!gone.isEmpty()) {
            store.remove(gone);
        }
        if (!written.isEmpty()) {
            store.write(written);
        }
        synchronized (this) {
            written.forEach(gap -> changed.remove(Key.of(gap), gap));
            gone.forEach(gap -> removed.remove(Key.of(gap), gap));
        }
    }
}
