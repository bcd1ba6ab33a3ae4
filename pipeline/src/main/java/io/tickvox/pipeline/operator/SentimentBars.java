package io.tickvox.pipeline.operator;

import io.tickvox.model.Interval;
import io.tickvox.model.SentimentBar;
import io.tickvox.pipeline.core.BarKey;
import io.tickvox.pipeline.core.Partial;
import io.tickvox.pipeline.core.SentimentAccumulator;
import io.tickvox.pipeline.core.SentimentCell;
import io.tickvox.pipeline.io.RecomputeRequestSerializer;
import io.tickvox.pipeline.io.RecordType;
import io.tickvox.pipeline.io.StateSerializers;
import io.tickvox.store.RecomputeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Adds what tasks gathered up to sentiment bars of all intervals; sums of nothing only make their bars be emitted anew. A bar
 * without posts is emitted once, then forgotten. The sessions whose bars must be recomputed from the tables are told on
 * {@link #STALE}.
 */
public final class SentimentBars extends BarsOperator<Partial, SentimentCell, SentimentBar> {
    public static final OutputTag<RecomputeRequest> STALE =
            new OutputTag<>("stale", new RecordType<>(RecomputeRequest.class, new RecomputeRequestSerializer()));

    private static final long serialVersionUID = 1;
    private static final Interval[] INTERVALS = Interval.values();

    /** Sessions of the ticker, by start, whose bars are recomputed and no longer kept here. */
    private transient MapState<Long, Long> handedOver;

    /** @param retention how long after its session's close a bar is still corrected from state */
    public SentimentBars(Duration retention, Duration flushInterval) {
        super(retention, flushInterval, new StateSerializers.OfSentimentCell());
    }

    @Override
    public void open() throws Exception {
        handedOver = getPartitionedState(
                new MapStateDescriptor<>("handed-over", LongSerializer.INSTANCE, LongSerializer.INSTANCE));
        super.open();
    }

    @Override
    public void processElement(StreamRecord<Partial> element) throws Exception {
        Partial partial = element.getValue();
        long session = Interval.D1.startOf(partial.minute(), calendar);
        if (partial.sums() == null) {
            handOver(session);
        }
        if (partial.sums() == null || handedOver.contains(session) || isForgotten(Interval.M1, partial.minute())) {
            output.collect(
                    STALE, new StreamRecord<>(new RecomputeRequest(partial.symbol(), Instant.ofEpochMilli(session))));
            return;
        }
        for (Interval interval : INTERVALS) {
            long key = BarKey.of(interval, interval.startOf(partial.minute(), calendar));
            SentimentCell known = cell(key);
            SentimentCell cell = known == null ? new SentimentCell(new SentimentAccumulator(), false) : known;
            cell.sums().merge(partial.sums());
            put(key, cell, known == null);
        }
    }

    /** Leaves the bars of a session to recomputing for good: state no longer knows all that is in them. */
    private void handOver(long session) throws Exception {
        handedOver.put(session, session);
        removeSession(session);
    }

    @Override
    void forgetSessions(long bound) throws Exception {
        List<Long> old = new ArrayList<>();
        for (long session : handedOver.keys()) {
            if (calendar.sessionClose(Instant.ofEpochMilli(session)).toEpochMilli() <= bound) {
                old.add(session);
            }
        }
        for (long session : old) {
            handedOver.remove(session);
        }
    }

    @Override
    boolean isComplete(SentimentCell cell) {
        return cell.complete();
    }

    @Override
    SentimentCell complete(SentimentCell cell) {
        return new SentimentCell(cell.sums(), true);
    }

    @Override
    boolean isEmpty(SentimentCell cell) {
        return cell.sums().isEmpty();
    }

    @Override
    SentimentBar bar(String symbol, Interval interval, Instant start, SentimentCell cell, Instant updatedAt) {
        return cell.sums().bar(symbol, interval, start, cell.complete(), updatedAt);
    }
}
