package io.tickvox.pipeline.operator;

import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.pipeline.core.CopyGroup;
import io.tickvox.pipeline.core.CopyGroup.Change;
import io.tickvox.pipeline.core.CopyGroup.Standing;
import io.tickvox.pipeline.core.Partial;
import io.tickvox.pipeline.core.PostEvent;
import io.tickvox.pipeline.core.SentimentAccumulator;
import io.tickvox.pipeline.core.Statement;
import io.tickvox.pipeline.io.KeptGroup;
import io.tickvox.pipeline.io.RecordType;
import io.tickvox.pipeline.io.StateSerializers;
import io.tickvox.store.PostChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Tells originals from near-copies. Keyed by the group that posts of one text share. Its main output are the changes of
 * the tables of posts and mentions; what they add to bars is gathered per ticker and minute before it leaves the task, on
 * {@link #PARTIALS}.
 */
public final class Copies extends ForgettingOperator<Long, PostEvent, PostChange> {
    public static final OutputTag<Partial> PARTIALS =
            new OutputTag<>("partials", new RecordType<>(Partial.class, new StateSerializers.OfPartial()));
    private static final long serialVersionUID = 1;
    private static final String STATE = "group";
    private static final int MAX_GATHERED = 20_000;
    private static final long MINUTE = 60_000;

    private final long span;
    private final Duration flushInterval;

    private transient ValueState<KeptGroup> state;
    private transient Map<Cell, SentimentAccumulator> gathered;
    private transient StreamRecord<PostChange> reuse;
    private transient Counter copies;

    /**
     * @param span how long after the original a post of the same text is its copy
     * @param retention how far back in event time groups are kept; at least twice {@code span} and a sweep of the
     *     operator before
     */
    public Copies(Duration span, Duration retention, Duration flushInterval) {
        super(retention);
        this.span = span.toMillis();
        this.flushInterval = flushInterval;
    }

    @Override
    public void open() throws Exception {
        super.open();
        state = getPartitionedState(new ValueStateDescriptor<>(STATE, new StateSerializers.OfKeptGroup()));
        gathered = new HashMap<>();
        reuse = new StreamRecord<>(null);
        copies = getMetricGroup().counter("copies");
        scheduleFlush();
    }

    @Override
    public void processElement(StreamRecord<PostEvent> element) throws Exception {
        PostEvent event = element.getValue();
        if (event instanceof PostEvent.Upsert upsert) {
            upsert(upsert);
        } else if (event instanceof PostEvent.Late late) {
            emit(new PostChange.Written(late.post(), late.revision(), late.fingerprint(), late.mentions(), false));
            for (Mention mention : late.mentions()) {
                output.collect(
                        PARTIALS,
                        new StreamRecord<>(new Partial(
                                mention.symbol(), minute(late.post().createdAt().toEpochMilli()), null)));
            }
        } else if (event instanceof PostEvent.Retract retract) {
            Statement known = remove(retract);
            if (known != null) {
                withdraw(known, retract.stillNamed(), retract.at());
            }
        } else if (event instanceof PostEvent.Remove remove) {
            Statement known = remove(remove);
            Instant at = Instant.ofEpochMilli(remove.at());
            emit(
                    known == null
                            ? PostChange.Removed.unknown(remove.source(), remove.postId(), at)
                            : new PostChange.Removed(
                                    remove.source(),
                                    remove.postId(),
                                    at,
                                    false,
                                    Instant.ofEpochMilli(known.createdAt()),
                                    List.of(known.symbols())));
        } else if (event instanceof PostEvent.Overtaken overtaken) {
            tellAnew(overtaken);
        } else if (event instanceof PostEvent.Observed observed) {
            emit(new PostChange.ObservedEarlier(
                    observed.source(), observed.postId(), Instant.ofEpochMilli(observed.firstObservedAt())));
        }
    }

    private void upsert(PostEvent.Upsert upsert) throws Exception {
        Post post = upsert.post();
        Statement statement = Statement.of(post, upsert.revision().content(), upsert.fingerprint(), upsert.mentions());
        KeptGroup known = state.value();
        CopyGroup group = known == null ? new CopyGroup() : known.group();
        Statement before = upsert.isNew() ? null : group.find(post.source(), post.postId());
        group.add(statement, span, change -> apply(change, statement));
        state.update(KeptGroup.of(group));
        Standing standing = Objects.requireNonNull(group.standing(post.source(), post.postId(), span));
        if (standing.copyOf() != null) {
            copies.inc();
        }
        if (before != null) {
            withdraw(before, List.of(statement.symbols()), upsert.revision().observedAt());
        }
        emit(new PostChange.Written(
                post.withCopyOf(standing.copyOf()),
                upsert.revision(),
                upsert.fingerprint(),
                upsert.mentions(),
                upsert.isNew()));
    }

    /** Tells of the tickers of {@code before} that its post does not name any more. */
    private void withdraw(Statement before, List<String> stillNamed, long at) {
        List<String> symbols = new ArrayList<>(List.of(before.symbols()));
        symbols.removeAll(stillNamed);
        if (!symbols.isEmpty()) {
            emit(new PostChange.Withdrawn(
                    before.source(),
                    before.postId(),
                    Instant.ofEpochMilli(before.createdAt()),
                    Instant.ofEpochMilli(at),
                    symbols));
        }
    }

    /** Takes back what a post added to bars; null if it is not known. */
    private @Nullable Statement remove(PostEvent event) throws Exception {
        KeptGroup kept = state.value();
        CopyGroup group = kept == null ? null : kept.group();
        Statement statement = group == null ? null : group.find(event.source(), event.postId());
        if (group == null || statement == null) {
            return null;
        }
        group.remove(event.source(), event.postId(), span, change -> apply(change, statement));
        if (group.isEmpty()) {
            state.clear();
        } else {
            state.update(KeptGroup.of(group));
        }
        return statement;
    }

    /** Gathers what {@code change} does to bars; marks posts other than {@code subject}, which is written as a whole. */
    private void apply(Change change, Statement subject) {
        Standing before = change.before();
        Standing after = change.after();
        if (before == null || after == null || before.original() != after.original()) {
            if (before != null) {
                gather(change.statement(), before.original(), -1);
            }
            if (after != null) {
                gather(change.statement(), after.original(), 1);
            }
        }
        Statement statement = change.statement();
        if (before != null && after != null && !statement.is(subject.source(), subject.postId())) {
            emit(new PostChange.CopyMarked(
                    statement.source(), statement.postId(), statement.content(), after.copyOf()));
        }
    }

    /** Sends the bars that {@code overtaken} would count in, and how the posts stand that might be its copies. */
    private void tellAnew(PostEvent.Overtaken overtaken) throws Exception {
        for (String symbol : overtaken.symbols()) {
            sums(symbol, minute(overtaken.createdAt()));
        }
        KeptGroup kept = state.value();
        if (kept != null) {
            kept.group().forEachSince(overtaken.createdAt(), span, (statement, standing) -> {
                for (String symbol : statement.symbols()) {
                    sums(symbol, minute(statement.createdAt()));
                }
                emit(new PostChange.CopyMarked(
                        statement.source(), statement.postId(), statement.content(), standing.copyOf()));
            });
        }
        flushIfMany();
    }

    private void gather(Statement statement, boolean original, int sign) {
        long minute = minute(statement.createdAt());
        for (int i = 0; i < statement.symbols().length; i++) {
            sums(statement.symbols()[i], minute).add(statement, i, original, sign);
        }
        flushIfMany();
    }

    /** What is gathered of a bar; from now on it is sent even if nothing is added. */
    private SentimentAccumulator sums(String symbol, long minute) {
        return gathered.computeIfAbsent(new Cell(symbol, minute), cell -> new SentimentAccumulator());
    }

    private void flushIfMany() {
        if (gathered.size() >= MAX_GATHERED) {
            flush();
        }
    }

    private static long minute(long millis) {
        return Math.floorDiv(millis, MINUTE) * MINUTE;
    }

    private void emit(PostChange change) {
        output.collect(reuse.replace(change));
    }

    private void flush() {
        gathered.forEach((cell, sums) ->
                output.collect(PARTIALS, new StreamRecord<>(new Partial(cell.symbol(), cell.minute(), sums))));
        gathered.clear();
    }

    private void scheduleFlush() {
        var timers = getProcessingTimeService();
        timers.registerTimer(timers.getCurrentProcessingTime() + flushInterval.toMillis(), at -> {
            flush();
            scheduleFlush();
        });
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    @Override
    String stateName() {
        return STATE;
    }

    @Override
    void forget(Long key, long bound) throws Exception {
        KeptGroup kept = state.value();
        if (kept == null) {
            return;
        }
        CopyGroup group = kept.group();
        if (!group.forgetBefore(bound)) {
            return;
        }
        if (group.isEmpty()) {
            state.clear();
        } else {
            state.update(KeptGroup.of(group));
        }
    }

    private record Cell(String symbol, long minute) {}
}
