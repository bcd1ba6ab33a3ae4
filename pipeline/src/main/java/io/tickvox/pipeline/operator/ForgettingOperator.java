package io.tickvox.pipeline.operator;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * A keyed operator that forgets, as event time passes, what is older than its retention. What it has forgotten survives a
 * restart as a bound, so that a record older than the bound is never mistaken for one never seen.
 *
 * <p>State is swept each time event time has gone on by a quarter of the retention, in place of a timer for each key: a
 * sweep reads every key a handful of times in all, where timers would double the memory that a post takes.
 */
abstract class ForgettingOperator<K, I, O> extends AbstractStreamOperator<O> implements OneInputStreamOperator<I, O> {
    private static final long serialVersionUID = 1;

    private final long retention;
    private transient ListState<Long> bounds;
    private transient long forgottenBefore;

    ForgettingOperator(Duration retention) {
        this.retention = retention.toMillis();
    }

    /** Name of the keyed state that is swept. */
    abstract String stateName();

    /** Drops, from the state of the current key, what is older than {@code bound}. */
    abstract void forget(K key, long bound) throws Exception;

    /** The bound before which, in milliseconds since 1970, state may be gone. */
    final long forgottenBefore() {
        return forgottenBefore;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        bounds = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("forgotten-before", LongSerializer.INSTANCE));
        forgottenBefore = Long.MIN_VALUE;
        for (long bound : bounds.get()) {
            forgottenBefore = Math.max(forgottenBefore, bound);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        bounds.update(List.of(forgottenBefore));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long bound = mark.getTimestamp() == Long.MAX_VALUE ? Long.MIN_VALUE : mark.getTimestamp() - retention;
        if (bound > Long.MIN_VALUE / 2
                && (forgottenBefore == Long.MIN_VALUE || bound - forgottenBefore >= retention / 4)) {
            sweep(bound);
        }
        super.processWatermark(mark);
    }

    private void sweep(long bound) throws Exception {
        List<K> keys;
        try (var stream = this.<K>getKeyedStateBackend().getKeys(stateName(), VoidNamespace.INSTANCE)) {
            keys = stream.toList();
        }
        for (K key : keys) {
            setCurrentKey(key);
            forget(key, bound);
        }
        forgottenBefore = bound;
    }
}
