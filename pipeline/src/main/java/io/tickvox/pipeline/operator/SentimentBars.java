package io.tickvox.pipeline.operator;

import io.tickvox.model.Interval;
import io.tickvox.model.SentimentBar;
import io.tickvox.pipeline.core.BarKey;
import io.tickvox.pipeline.core.Partial;
import io.tickvox.pipeline.core.SentimentAccumulator;
import io.tickvox.pipeline.core.SentimentCell;
import io.tickvox.pipeline.io.StateSerializers;
import io.tickvox.store.RecomputeRequest;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Adds what tasks gathered up to sentiment bars of all intervals. A bar without posts is emitted once, then forgotten. */
public final class SentimentBars extends BarsOperator<Partial, SentimentCell, SentimentBar> {
    private static final long serialVersionUID = 1;
    private static final Interval[] INTERVALS = Interval.values();

    /** @param retention how long after its session's close a bar is still corrected from state */
    public SentimentBars(Duration retention, Duration flushInterval) {
        super(retention, flushInterval, new StateSerializers.OfSentimentCell());
    }

    @Override
    public void processElement(StreamRecord<Partial> element) throws Exception {
        Partial partial = element.getValue();
        if (isForgotten(Interval.M1, partial.minute())) {
            Instant session = Instant.ofEpochMilli(Interval.D1.startOf(partial.minute(), calendar));
            output.collect(Copies.STALE, new StreamRecord<>(new RecomputeRequest(partial.symbol(), session)));
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
