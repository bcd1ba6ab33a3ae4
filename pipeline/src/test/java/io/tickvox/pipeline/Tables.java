package io.tickvox.pipeline;

import io.tickvox.model.Interval;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.PriceBar;
import io.tickvox.model.Revision;
import io.tickvox.model.SentimentBar;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables by natural key, as they stand at the end; comparable but for the times at which rows were written. */
record Tables(
        Map<String, Post> posts,
        Map<String, Revision> revisions,
        Set<String> tombstones,
        Map<String, Mention> mentions,
        Map<String, SentimentBar> sentimentBars,
        Map<String, PriceBar> priceBars) {
    static final Instant UNTIMED = Instant.EPOCH;

    static Tables empty() {
        return new Tables(
                new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** The same as it is now, with all bars taken for complete. */
    Tables completed() {
        Tables copy = new Tables(
                new TreeMap<>(posts),
                new TreeMap<>(revisions),
                new TreeSet<>(tombstones),
                new TreeMap<>(mentions),
                new TreeMap<>(),
                new TreeMap<>(priceBars));
        sentimentBars.values().forEach(bar -> copy.write(bar, true));
        return copy;
    }

    void write(Post post, Revision revision, Iterable<Mention> now) {
        String key = key(post.source(), post.postId());
        if (tombstones.contains(key) || revisions.getOrDefault(key, revision).compareTo(revision) > 0) {
            return;
        }
        revisions.put(key, revision);
        posts.put(key, post);
        new TreeSet<>(mentions.keySet())
                .stream().filter(mention -> mention.startsWith(key + "/")).forEach(mentions::remove);
        now.forEach(mention -> mentions.put(key + "/" + mention.symbol(), mention));
    }

    void mark(String source, String postId, long content, @Nullable String copyOf) {
        String key = key(source, postId);
        Revision revision = revisions.get(key);
        if (revision != null && revision.content() == content) {
            posts.computeIfPresent(key, (name, post) -> post.withCopyOf(copyOf));
        }
    }

    void remove(String source, String postId) {
        String key = key(source, postId);
        tombstones.add(key);
        posts.remove(key);
        mentions.keySet().removeIf(mention -> mention.startsWith(key + "/"));
    }

    void write(SentimentBar bar) {
        write(bar, bar.complete());
    }

    private void write(SentimentBar bar, boolean complete) {
        String key = key(bar.symbol(), bar.interval(), bar.start());
        if (bar.posts() == 0) {
            sentimentBars.remove(key);
            return;
        }
        sentimentBars.put(
                key,
                new SentimentBar(
                        bar.symbol(),
                        bar.interval(),
                        bar.start(),
                        bar.posts(),
                        bar.originals(),
                        bar.noise(),
                        bar.authors(),
                        bar.positive(),
                        bar.neutral(),
                        bar.negative(),
                        bar.mixed(),
                        bar.scoreMean(),
                        rounded(bar.scoreStddev()),
                        bar.scoreWeighted(),
                        bar.authorBullish(),
                        bar.authorBearish(),
                        bar.bySource(),
                        complete,
                        UNTIMED));
    }

    void write(PriceBar bar) {
        priceBars.put(
                key(bar.symbol(), bar.interval(), bar.start()),
                new PriceBar(
                        bar.symbol(),
                        bar.interval(),
                        bar.start(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        bar.trades(),
                        bar.vwap(),
                        bar.source(),
                        bar.complete(),
                        UNTIMED));
    }

    /** What differs, a line each. */
    static List<String> differences(Map<String, ?> actual, Map<String, ?> expected) {
        TreeSet<String> keys = new TreeSet<>(actual.keySet());
        keys.addAll(expected.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(actual.get(key), expected.get(key)))
                .map(key -> key + "\n  is       " + actual.get(key) + "\n  expected " + expected.get(key))
                .toList();
    }

    /** A root taken of exact sums by two ways may differ in its last bits. */
    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * 1e9) / 1e9);
    }

    private static String key(String source, String postId) {
        return source + "/" + postId;
    }

    private static String key(String symbol, Interval interval, Instant start) {
        return symbol + "/" + interval.id() + "/" + start;
    }
}
