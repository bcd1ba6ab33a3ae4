package io.tickvox.pipeline.operator;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import io.tickvox.pipeline.core.BarKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bars of tickers, of all intervals, and emits those that changed at each flush. Keyed by ticker.
 *
 * @param <I> what bars are made of
 * @param <C> a bar in state
 * @param <B> a bar as emitted
 */
abstract class BarsOperator<I, C, B> extends ForgettingOperator<String, I, B> {
    private static final long serialVersionUID = 1;
    private static final String STATE = "bars";

    private final Duration flushInterval;
    private final TypeSerializer<C> cellSerializer;

    private transient MapState<Long, C> cells;
    private transient Map<String, Set<Long>> changed;
    /** Bars not yet complete, by their end in milliseconds since 1970. */
    private transient TreeMap<Long, Set<OpenBar>> open;

    private transient StreamRecord<B> reuse;
    transient SessionCalendar calendar;

    BarsOperator(Duration retention, Duration flushInterval, TypeSerializer<C> cellSerializer) {
        super(retention);
        this.flushInterval = flushInterval;
        this.cellSerializer = cellSerializer;
    }

    abstract boolean isComplete(C cell);

    abstract C complete(C cell);

    /** Whether nothing is left in the bar: it is emitted once more and forgotten. */
    abstract boolean isEmpty(C cell);

    abstract @Nullable B bar(String symbol, Interval interval, Instant start, C cell, Instant updatedAt);

    @Override
    public void open() throws Exception {
        super.open();
        cells = getPartitionedState(new MapStateDescriptor<>(STATE, LongSerializer.INSTANCE, cellSerializer));
        changed = new HashMap<>();
        open = new TreeMap<>();
        reuse = new StreamRecord<>(null);
        calendar = SessionCalendar.nyse();
        findOpenBars();
        scheduleFlush();
    }

    /** After a restart: what is complete and what is not stands in the cells. */
    private void findOpenBars() throws Exception {
        for (String symbol : keys()) {
            setCurrentKey(symbol);
            for (Map.Entry<Long, C> entry : cells.entries()) {
                if (!isComplete(entry.getValue())) {
                    watch(symbol, entry.getKey());
                }
            }
        }
    }

    private List<String> keys() {
        try (var stream = this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
            return stream.toList();
        }
    }

    final String symbol() {
        return (String) getCurrentKey();
    }

    final @Nullable C cell(long key) {
        try {
            return cells.get(key);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read bars of " + symbol(), e);
        }
    }

    /** Keeps {@code cell} for the current ticker and sees to it that its bar is emitted. */
    final void put(long key, C cell, boolean isNew) throws Exception {
        cells.put(key, cell);
        changed.computeIfAbsent(symbol(), symbol -> new HashSet<>()).add(key);
        if (isNew) {
            watch(symbol(), key);
        }
    }

    /** Whether the bar, with all of its session, may have been forgotten. */
    final boolean isForgotten(Interval interval, long start) {
        return isExpired(interval, start, forgottenBefore());
    }

    private void watch(String symbol, long key) {
        long end = end(BarKey.interval(key), BarKey.start(key));
        open.computeIfAbsent(end, at -> new HashSet<>()).add(new OpenBar(symbol, key));
    }

    private long end(Interval interval, long start) {
        return interval == Interval.D1
                ? calendar.sessionClose(Instant.ofEpochMilli(start)).toEpochMilli()
                : start + interval.length().toMillis();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        while (!open.isEmpty() && open.firstKey() - 1 <= mark.getTimestamp()) {
            for (OpenBar bar : open.pollFirstEntry().getValue()) {
                setCurrentKey(bar.symbol());
                C cell = cells.get(bar.key());
                if (cell != null && !isComplete(cell)) {
                    put(bar.key(), complete(cell), false);
                }
            }
        }
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    private void flush() throws Exception {
        if (changed.isEmpty()) {
            return;
        }
        Instant now = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
        for (Map.Entry<String, Set<Long>> entry : changed.entrySet()) {
            String symbol = entry.getKey();
            setCurrentKey(symbol);
            for (long key : entry.getValue()) {
                C cell = cells.get(key);
                if (cell == null) {
                    continue;
                }
                B bar = bar(symbol, BarKey.interval(key), Instant.ofEpochMilli(BarKey.start(key)), cell, now);
                if (bar != null) {
                    output.collect(reuse.replace(bar));
                }
                if (isEmpty(cell)) {
                    cells.remove(key);
                }
            }
        }
        changed.clear();
    }

    private void scheduleFlush() {
        var timers = getProcessingTimeService();
        timers.registerTimer(timers.getCurrentProcessingTime() + flushInterval.toMillis(), at -> {
            flush();
            scheduleFlush();
        });
    }

    @Override
    final String stateName() {
        return STATE;
    }

    @Override
    final void forget(String key, long bound) throws Exception {
        List<Long> old = new ArrayList<>();
        for (Iterator<Long> keys = cells.keys().iterator(); keys.hasNext(); ) {
            long bar = keys.next();
            if (isExpired(BarKey.interval(bar), BarKey.start(bar), bound)) {
                old.add(bar);
            }
        }
        Set<Long> unsent = changed.getOrDefault(key, Set.of());
        for (long bar : old) {
            if (!unsent.contains(bar)) {
                cells.remove(bar);
            }
        }
        forgetSessions(bound);
    }

    /** Told, for the current ticker, that sessions that closed at or before {@code bound} are forgotten. */
    void forgetSessions(long bound) throws Exception {}

    /** Drops all bars of a session of the current ticker; they are not emitted any more. */
    final void removeSession(long session) throws Exception {
        List<Long> gone = new ArrayList<>();
        for (long bar : cells.keys()) {
            if (session(BarKey.interval(bar), BarKey.start(bar)) == session) {
                gone.add(bar);
            }
        }
        for (long bar : gone) {
            cells.remove(bar);
        }
    }

    private long session(Interval interval, long start) {
        return interval == Interval.D1 ? start : calendar.sessionStart(start);
    }

    /**
     * Whether the bar's session closed at or before {@code bound}: all bars of a session are forgotten together, since the
     * longer hold the shorter. No session closes before its bars start, which spares most bars a look at the calendar.
     */
    private boolean isExpired(Interval interval, long start, long bound) {
        return start <= bound
                && calendar.sessionClose(Instant.ofEpochMilli(session(interval, start)))
                                .toEpochMilli()
                        <= bound;
    }

    private record OpenBar(String symbol, long key) {}
}
