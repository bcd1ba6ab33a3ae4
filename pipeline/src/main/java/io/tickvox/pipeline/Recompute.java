package io.tickvox.pipeline;

import io.tickvox.model.Interval;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import io.tickvox.model.SentimentBar;
import io.tickvox.model.SessionCalendar;
import io.tickvox.pipeline.core.BarKey;
import io.tickvox.pipeline.core.SentimentAccumulator;
import io.tickvox.pipeline.core.Statement;
import io.tickvox.store.BarMention;
import io.tickvox.store.CopyCandidate;
import io.tickvox.store.CopyReader;
import io.tickvox.store.MentionReader;
import io.tickvox.store.PendingRecompute;
import io.tickvox.store.RecomputeQueue;
import io.tickvox.store.RecomputeRequest;
import io.tickvox.store.RecomputeWriter;
import io.tickvox.store.RecomputedSessions;
import io.tickvox.store.SentimentBarWriter;
import io.tickvox.store.SqlRunnable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the bars of sessions anew from the tables of posts and mentions, by the definitions that the job follows: for
 * posts that came when the job's state no longer knew their time, and for repair. Which posts are copies is settled first;
 * where that changes other sessions, they are asked for in turn. A session that was computed once is computed from then on:
 * the job leaves it alone.
 */
public final class Recompute {
    private static final int BATCH = 100;

    private final SessionCalendar calendar = SessionCalendar.nyse();
    private final Duration span;
    private final Clock clock;

    /** @param span how long after its original a post of the same text is a copy; as in {@link PipelineSettings} */
    public Recompute(Duration span, Clock clock) {
        this.span = span;
        this.clock = clock;
    }

    /**
     * Works the queue off, but for what was asked for after {@code askedBefore}: rows that belong to it may be on their
     * way to the tables.
     *
     * @return how many sessions were computed
     */
    public int run(Connection connection, Instant askedBefore) throws SQLException {
        int computed = 0;
        while (true) {
            List<PendingRecompute> due = RecomputeQueue.take(connection, BATCH).stream()
                    .filter(pending -> pending.requestedAt().isBefore(askedBefore))
                    .toList();
            if (due.isEmpty()) {
                return computed;
            }
            CopyReader.prepare(connection);
            for (PendingRecompute pending : due) {
                SqlRunnable.inTransaction(connection, open -> {
                    compute(open, pending.request());
                    RecomputeQueue.done(open, pending);
                });
                computed++;
            }
        }
    }

    private void compute(Connection connection, RecomputeRequest request) throws SQLException {
        String symbol = request.symbol();
        Instant session = request.session();
        Instant from = calendar.sessionFrom(session);
        Instant to = calendar.sessionClose(session);
        RecomputedSessions.takeOver(connection, request);
        settleCopies(connection, request, from, to);
        Map<Long, SentimentAccumulator> sums = new HashMap<>();
        MentionReader.forEach(connection, symbol, from, to, row -> add(sums, row));
        Instant now = clock.instant();
        List<SentimentBar> bars = new ArrayList<>();
        sums.forEach((key, sum) ->
                bars.add(sum.bar(symbol, BarKey.interval(key), Instant.ofEpochMilli(BarKey.start(key)), true, now)));
        SentimentBarWriter.clear(connection, symbol, session, from, to);
        new SentimentBarWriter().write(connection, bars);
    }

    private void add(Map<Long, SentimentAccumulator> sums, BarMention row) {
        Statement statement = Statement.of(row);
        for (Interval interval : Interval.values()) {
            long key = BarKey.of(interval, interval.startOf(statement.createdAt(), calendar));
            sums.computeIfAbsent(key, bar -> new SentimentAccumulator()).add(statement, 0, row.isOriginal(), 1);
        }
    }

    private void settleCopies(Connection connection, RecomputeRequest request, Instant from, Instant to)
            throws SQLException {
        Map<PostId, @Nullable String> corrections = new HashMap<>();
        Map<PostId, Instant> times = new HashMap<>();
        for (long fingerprint : CopyReader.fingerprints(connection, request.symbol(), from, to)) {
            List<CopyCandidate> posts =
                    CopyReader.postsByFingerprint(connection, fingerprint, from.minus(span), to.plus(span));
            for (CopyCandidate post : posts) {
                String original = original(post, posts);
                if (!post.createdAt().isBefore(from) && !java.util.Objects.equals(original, post.copyOf())) {
                    corrections.put(post.id(), original);
                    times.put(post.id(), post.createdAt());
                }
            }
        }
        CopyReader.correct(connection, corrections);
        askForOthers(connection, times, request);
    }

    /** The sessions of other tickers or days that the posts of {@code times} count in. */
    private void askForOthers(Connection connection, Map<PostId, Instant> times, RecomputeRequest own)
            throws SQLException {
        Set<RecomputeRequest> requests = new HashSet<>();
        for (Map.Entry<PostId, Instant> post : times.entrySet()) {
            for (String symbol : MentionReader.symbols(connection, post.getKey())) {
                requests.add(RecomputeRequest.of(symbol, post.getValue()));
            }
        }
        requests.remove(own);
        new RecomputeWriter().write(connection, requests);
    }

    /** {@code posts} stand in order: the first that is no repost and within the span is the original of all after it. */
    private @Nullable String original(CopyCandidate post, List<CopyCandidate> posts) {
        if (post.kind() == PostKind.REPOST) {
            return null;
        }
        for (CopyCandidate first : posts) {
            if (first.id().equals(post.id())) {
                return null;
            }
            if (first.kind() != PostKind.REPOST
                    && !first.createdAt().isBefore(post.createdAt().minus(span))) {
                return first.id().source().equals(post.id().source())
                        ? first.id().id()
                        : first.id().source() + ":" + first.id().id();
            }
        }
        return null;
    }
}
