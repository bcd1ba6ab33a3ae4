package io.tickvox.pipeline.operator;

import io.tickvox.model.Label;
import io.tickvox.pipeline.ScoringSettings;
import io.tickvox.pipeline.core.Awaited;
import io.tickvox.pipeline.core.Mentions;
import io.tickvox.pipeline.core.PostEvent;
import io.tickvox.pipeline.core.Scores;
import io.tickvox.pipeline.io.AwaitedSerializer;
import io.tickvox.text.Analyzer;
import io.tickvox.text.classifier.AsyncClassifier;
import io.tickvox.text.classifier.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Asks a classifier what posts say, and holds each post until it is known. Keyed by source and id. A post whose score does
 * not come in time goes on unscored, and once more with its score when that is known; until then it is asked about again,
 * with growing pauses. Without a classifier everything passes as it is.
 */
public final class AwaitScores extends AbstractStreamOperator<PostEvent>
        implements OneInputStreamOperator<PostEvent, PostEvent>, Triggerable<String, VoidNamespace> {
    /*
     * State holds every post between its arrival and its score, so that a restart loses none: what was asked is asked again.
     * A post passed on a second time carries the same revision as the first; whoever takes posts replaces what the first
     * time said. Answers come in through the mailbox, in the task's own thread. A newer revision takes the place of the one
     * that waits; the answer to that one is told by its token and dropped.
     */
    private static final long serialVersionUID = 1;
    private static final String STATE = "awaited";
    private static final long FULL_PAUSE_MILLIS = 1_000;

    private final @Nullable ScoringSettings settings;
    private final AnalyzerFactory analyzers;
    private final Watchlist watchlist;
    private final long memory;

    @SuppressWarnings("NullAway.Init") // Flink gives it before it opens the operator.
    private transient MailboxExecutor mailbox;

    private transient SharedClassifiers.@Nullable Lease lease;

    @SuppressWarnings("NullAway.Init") // Made when the operator is opened, where anything waits.
    private transient Analyzer analyzer;

    private transient ValueState<Awaited> state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Map<String, Long> asked;
    private transient long tokens;
    private transient long reached;
    private transient boolean passing;
    private transient long unshown;
    private transient long retrying;
    private transient Counter scored;
    private transient Counter unscored;
    private transient Counter retries;
    private transient Counter abandoned;

    /**
     * @param settings null to let everything pass as it is
     * @param analyzers links posts again, to tell where they speak of what, and scores what still waits when the classifier
     *     is no longer used
     * @param memory how old a post, in event time, may be for later operators to know all that it counts in
     */
    public AwaitScores(
            @Nullable ScoringSettings settings, AnalyzerFactory analyzers, Watchlist watchlist, Duration memory) {
        this.settings = settings;
        this.analyzers = analyzers;
        this.watchlist = watchlist;
        this.memory = memory.toMillis();
    }

    @Override
    public void setMailboxExecutor(MailboxExecutor executor) {
        mailbox = executor;
    }

    @Override
    public void open() throws Exception {
        super.open();
        asked = new HashMap<>();
        reached = Long.MIN_VALUE;
        state = getPartitionedState(new ValueStateDescriptor<>(STATE, new AwaitedSerializer()));
        timers = getInternalTimerService("due", VoidNamespaceSerializer.INSTANCE, this);
        scored = getMetricGroup().counter("scored");
        unscored = getMetricGroup().counter("unscored");
        retries = getMetricGroup().counter("score_retries");
        abandoned = getMetricGroup().counter("scores_abandoned");
        getMetricGroup().gauge("scores_awaited", (Gauge<Long>) () -> unshown);
        getMetricGroup().gauge("scores_retrying", (Gauge<Long>) () -> retrying);
        List<String> restored = restored();
        passing = settings == null && restored.isEmpty();
        if (passing) {
            return;
        }
        analyzer = analyzers.create();
        if (settings != null) {
            lease = SharedClassifiers.lease(settings.classifier(), settings.policy());
        }
        for (String key : restored) {
            setCurrentKey(key);
            Awaited awaited = Objects.requireNonNull(state.value());
            count(awaited, 1);
            // What was being asked when the checkpoint was made has no timer in it.
            long now = timers.currentProcessingTime();
            boolean rests = awaited.shown() && settings != null;
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, rests ? Math.max(now, awaited.due()) : now);
        }
    }

    private List<String> restored() {
        try (var keys = this.<String>getKeyedStateBackend().getKeys(STATE, VoidNamespace.INSTANCE)) {
            return keys.toList();
        }
    }

    /** Finds no key where none is needed: everything passes. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void setKeyContextElement1(StreamRecord record) throws Exception {
        if (!passing) {
            super.setKeyContextElement1(record);
        }
    }

    @Override
    public void processElement(StreamRecord<PostEvent> element) throws Exception {
        PostEvent event = element.getValue();
        if (passing) {
            output.collect(element);
        } else if (event instanceof PostEvent.Upsert || event instanceof PostEvent.Late) {
            take(event);
        } else if (event instanceof PostEvent.Observed observed) {
            Awaited awaited = state.value();
            if (awaited != null) {
                state.update(awaited.observed(observed.firstObservedAt()));
            }
            if (awaited == null || awaited.shown()) {
                emit(event);
            }
        } else {
            if (event instanceof PostEvent.Remove) {
                drop(state.value());
            }
            emit(event);
        }
    }

    private void take(PostEvent arrived) throws Exception {
        String key = (String) getCurrentKey();
        ScoringSettings wanted = settings;
        while (wanted != null && asked.size() >= wanted.capacity()) {
            mailbox.yield();
        }
        setCurrentKey(key);
        Awaited before = state.value();
        boolean wasNew =
                before != null && !before.shown() && before.event() instanceof PostEvent.Upsert old && old.isNew();
        PostEvent event = wasNew ? Scores.asNew(arrived, true) : arrived;
        drop(before);
        if (wanted == null || !isJudged(event)) {
            emit(event);
            return;
        }
        long now = timers.currentProcessingTime();
        Awaited awaited = new Awaited(event, false, 0, now, now);
        count(awaited, 1);
        ask(key, awaited);
    }

    /** Whether there is something to ask about: texts in a language that nobody here knows are left unscored. */
    private static boolean isJudged(PostEvent event) {
        return Scores.mentions(event).stream().anyMatch(mention -> mention.label() != Label.UNSCORED);
    }

    private void ask(String key, Awaited awaited) throws Exception {
        long token = ++tokens;
        asked.put(key, token);
        Awaited next = awaited;
        if (!awaited.shown()) {
            next = awaited.dueAt(
                    timers.currentProcessingTime() + settings().patience().toMillis());
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, next.due());
        }
        state.update(next);
        Questions.of(awaited.post(), Scores.mentions(awaited.event()), analyzer)
                .ask(classifier())
                .thenAccept(verdicts -> deliver(key, token, verdicts));
    }

    /** Hands an answer to the task's thread; to nobody once the task has ended. */
    private void deliver(String key, long token, Map<String, Verdict> verdicts) {
        try {
            mailbox.execute(() -> answered(key, token, verdicts), "score of %s", key);
        } catch (RejectedExecutionException e) {
            LOG.debug("The score of {} comes after the task's end; it is asked for again", key);
        }
    }

    private void answered(String key, long token, Map<String, Verdict> verdicts) throws Exception {
        if (!asked.remove(key, token)) {
            return;
        }
        setCurrentKey(key);
        Awaited awaited = Objects.requireNonNull(state.value());
        PostEvent event = Scores.with(awaited.event(), verdicts, classifier().model());
        if (verdicts.values().stream().noneMatch(Verdict.Failed.class::isInstance)) {
            forget(awaited);
            emit(awaited.shown() ? Scores.asNew(event, false) : event);
            scored.inc();
            return;
        }
        if (!awaited.shown()) {
            show(awaited, event);
        }
        retryLater(awaited.asShown().failed());
    }

    private void show(Awaited awaited, PostEvent event) throws Exception {
        emit(event);
        unscored.inc();
        count(awaited, -1);
        count(awaited.asShown(), 1);
        state.update(awaited.asShown());
    }

    private void retryLater(Awaited awaited) throws Exception {
        long now = timers.currentProcessingTime();
        if (now - awaited.since() > settings().retryFor().toMillis()) {
            forget(awaited);
            abandoned.inc();
            return;
        }
        timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, awaited.due());
        Awaited next = awaited.dueAt(now
                + settings().pause((String) getCurrentKey(), awaited.attempts()).toMillis());
        state.update(next);
        timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, next.due());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        Awaited awaited = state.value();
        String key = timer.getKey();
        if (awaited == null) {
            return;
        }
        if (settings == null) {
            forget(awaited);
            emit(Scores.with(
                    Scores.asNew(awaited.event(), false),
                    Mentions.of(awaited.post(), Mentions.analyze(analyzer, awaited.post()), watchlist)));
            scored.inc();
        } else if (asked.containsKey(key)) {
            if (!awaited.shown()) {
                show(
                        awaited,
                        Scores.with(awaited.event(), Map.of(), classifier().model()));
            }
        } else if (asked.size() >= settings.capacity()) {
            Awaited later = awaited.dueAt(timer.getTimestamp() + FULL_PAUSE_MILLIS);
            state.update(later);
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, later.due());
        } else {
            retries.inc();
            ask(key, awaited);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("Cannot be: no timer in event time is set");
    }

    /** Forgets a version that no longer counts. It was not passed on here, but may have been in a run that was lost. */
    private void drop(@Nullable Awaited awaited) throws Exception {
        if (awaited != null && !awaited.shown()) {
            emit(Scores.overtaken(awaited.event()));
        }
        forget(awaited);
    }

    /** Waits no longer for the post of the current key. */
    private void forget(@Nullable Awaited awaited) throws Exception {
        if (awaited != null) {
            asked.remove((String) getCurrentKey());
            timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, awaited.due());
            state.clear();
            count(awaited, -1);
        }
    }

    private void count(Awaited awaited, int change) {
        if (awaited.shown()) {
            retrying += change;
        } else {
            unshown += change;
        }
    }

    private void emit(PostEvent event) {
        boolean isOld = (event instanceof PostEvent.Upsert upsert)
                && reached != Long.MIN_VALUE
                && upsert.post().createdAt().toEpochMilli() < reached - memory;
        output.collect(new StreamRecord<>(isOld ? Scores.late(event) : event));
    }

    private ScoringSettings settings() {
        return Objects.requireNonNull(settings, "there is no classifier");
    }

    private AsyncClassifier classifier() {
        return Objects.requireNonNull(lease, "there is no classifier").classifier();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            reached = mark.getTimestamp();
        }
        super.processWatermark(mark);
    }

    /** Waits for the answers to what was asked. */
    @Override
    public void finish() throws Exception {
        while (asked != null && !asked.isEmpty()) {
            mailbox.yield();
        }
        super.finish();
    }

    @Override
    public void close() throws Exception {
        SharedClassifiers.Lease held = lease;
        if (held != null) {
            held.close();
        }
        super.close();
    }
}
