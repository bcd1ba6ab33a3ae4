package io.tickvox.sources.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gaps of one source: at most one is open, and what has changed waits to be written. Safe for use by several threads at
 * once.
 */
final class GapLog {
    private final String source;
    private final Coverage covers;
    private final Map<Instant, CoverageGap> changed = new LinkedHashMap<>();
    private final Map<Instant, CoverageGap> removed = new LinkedHashMap<>();
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
                removed.put(first.start(), first);
                open = gap;
            } else {
                removed.put(gap.start(), gap);
            }
        }
    }

    /** From {@code start} on the source does not see; goes on if a gap is open already. */
    synchronized void open(Instant start, String reason) {
        CoverageGap before = open;
        if (before != null && before.reason().equals(reason)) {
            return;
        }
        put(new CoverageGap(source, null, before == null ? start : before.start(), null, covers, reason));
    }

    /** Since when the source does not see; null if it does. */
    synchronized @Nullable Instant openSince() {
        return open == null ? null : open.start();
    }

    /** What lies before {@code end} is lost for good. */
    synchronized void end(Instant end) {
        CoverageGap before = open;
        if (before != null) {
            changed.put(
                    before.start(),
                    new CoverageGap(source, null, before.start(), end, before.missing(), before.reason()));
            open = null;
        }
    }

    /** All of the open gap has come after all. */
    synchronized void filled() {
        CoverageGap before = open;
        if (before != null) {
            changed.remove(before.start());
            removed.put(before.start(), before);
            open = null;
        }
    }

    /**
     * A gap that is over. Gaps are told apart by their start: one that is taken is moved on by a millisecond.
     *
     * @param symbol the only ticker that it is of; null for all
     */
    synchronized void add(@Nullable String symbol, Instant start, Instant end, String reason) {
        CoverageGap gap = new CoverageGap(source, symbol, start, end, covers, reason);
        while (isTaken(gap.start()) && gap.start().isBefore(end.minusMillis(1))) {
            gap = new CoverageGap(source, symbol, gap.start().plusMillis(1), end, covers, reason);
        }
        changed.put(gap.start(), gap);
    }

    private boolean isTaken(Instant start) {
        return open != null && open.start().equals(start) || changed.containsKey(start) || removed.containsKey(start);
    }

    private void put(CoverageGap gap) {
        open = gap;
        removed.remove(gap.start());
        changed.put(gap.start(), gap);
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
            written.forEach(gap -> changed.remove(gap.start(), gap));
            gone.forEach(gap -> removed.remove(gap.start(), gap));
        }
    }
}
