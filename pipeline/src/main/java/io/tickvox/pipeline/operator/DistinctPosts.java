package io.tickvox.pipeline.operator;

import io.tickvox.model.Deletion;
import io.tickvox.model.Mention;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.pipeline.core.Mentions;
import io.tickvox.pipeline.core.PostEvent;
import io.tickvox.pipeline.core.Seen;
import io.tickvox.pipeline.core.Statement;
import io.tickvox.pipeline.io.StateSerializers;
import io.tickvox.text.Analyzer;
import io.tickvox.text.NearCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets each post through once, links and scores it, and follows its later versions and its deletion. Keyed by source and
 * id.
 */
public final class DistinctPosts extends ForgettingOperator<String, Normalised, PostEvent> {
    private static final long serialVersionUID = 1;
    private static final String STATE = "seen";

    private final AnalyzerFactory analyzers;
    private final Watchlist watchlist;

    private transient Analyzer analyzer;
    private transient ValueState<Seen> state;
    private transient StreamRecord<PostEvent> reuse;
    private transient Counter posts;
    private transient Counter duplicates;
    private transient Counter deletions;
    private transient Counter late;
    private transient Counter mentions;
    private transient Counter noise;

    /** @param retention how far back in event time duplicates and deletions are known */
    public DistinctPosts(Duration retention, AnalyzerFactory analyzers, Watchlist watchlist) {
        super(retention);
        this.analyzers = analyzers;
        this.watchlist = watchlist;
    }

    @Override
    public void open() throws Exception {
        super.open();
        analyzer = analyzers.create();
        state = getPartitionedState(new ValueStateDescriptor<>(STATE, new StateSerializers.OfSeen()));
        reuse = new StreamRecord<>(null);
        posts = getMetricGroup().counter("posts");
        duplicates = getMetricGroup().counter("duplicates");
        deletions = getMetricGroup().counter("deletions");
        late = getMetricGroup().counter("late");
        mentions = getMetricGroup().counter("mentions");
        noise = getMetricGroup().counter("noise");
    }

    @Override
    public void processElement(StreamRecord<Normalised> element) throws Exception {
        if (element.getValue() instanceof Post post) {
            process(post);
        } else if (element.getValue() instanceof Deletion deletion) {
            process(deletion);
        }
    }

    private void process(Post post) throws Exception {
        Seen seen = state.value();
        long fingerprint = NearCopy.fingerprint(post.text());
        Seen now = Seen.of(post, Statement.group(post, fingerprint));
        if (seen != null && seen.deleted()) {
            duplicates.inc();
            emitOvertaken(now, post);
            return;
        }
        if (seen == null) {
            posts.inc();
            if (now.createdAt() < forgottenBefore()) {
                late.inc();
                emit(new PostEvent.Late(now.group(), post, now.revision(), fingerprint, understand(post)));
            } else {
                state.update(now);
                emit(new PostEvent.Upsert(now.group(), post, now.revision(), fingerprint, understand(post), true));
            }
            return;
        }
        duplicates.inc();
        revise(seen, now, post, fingerprint);
    }

    private void revise(Seen seen, Seen now, Post post, long fingerprint) throws Exception {
        long first = Math.min(seen.firstObservedAt(), now.firstObservedAt());
        boolean supersedes = seen.revision().compareTo(now.revision()) < 0;
        state.update((supersedes ? now : seen).withFirstObservedAt(first));
        if (supersedes && now.revision().content() != seen.revision().content()) {
            Post current =
                    post.toBuilder().observedAt(Instant.ofEpochMilli(first)).build();
            List<Mention> found = understand(current);
            if (now.group() != seen.group()) {
                emit(new PostEvent.Retract(
                        seen.group(),
                        post.source(),
                        post.postId(),
                        now.firstObservedAt(),
                        found.stream().map(Mention::symbol).toList()));
            }
            emit(new PostEvent.Upsert(now.group(), current, now.revision(), fingerprint, found, false));
            return;
        }
        if (!supersedes && now.revision().content() != seen.revision().content()) {
            emitOvertaken(now, post);
        }
        if (first < seen.firstObservedAt()) {
            emit(new PostEvent.Observed(seen.group(), post.source(), post.postId(), first));
        }
    }

    private void emitOvertaken(Seen version, Post post) {
        List<String> symbols = Mentions.of(post, Mentions.analyze(analyzer, post), watchlist).stream()
                .map(Mention::symbol)
                .toList();
        emit(new PostEvent.Overtaken(version.group(), post.source(), post.postId(), version.createdAt(), symbols));
    }

    private void process(Deletion deletion) throws Exception {
        Seen seen = state.value();
        if (seen != null && seen.deleted()) {
            duplicates.inc();
            return;
        }
        deletions.inc();
        long at = deletion.at().toEpochMilli();
        state.update(seen == null ? Seen.tombstone(at) : seen.asDeleted());
        emit(new PostEvent.Remove(seen == null ? 0 : seen.group(), deletion.source(), deletion.postId(), at));
    }

    private List<Mention> understand(Post post) {
        List<Mention> found = Mentions.of(post, Mentions.analyze(analyzer, post), watchlist);
        mentions.inc(found.size());
        if (!found.isEmpty() && found.get(0).isNoise()) {
            noise.inc();
        }
        return found;
    }

    private void emit(PostEvent event) {
        output.collect(reuse.replace(event));
    }

    @Override
    String stateName() {
        return STATE;
    }

    @Override
    void forget(String key, long bound) throws Exception {
        Seen seen = state.value();
        if (seen != null && seen.createdAt() < bound) {
            state.clear();
        }
    }
}
