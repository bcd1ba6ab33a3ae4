package io.tickvox.pipeline;

import static java.util.stream.Collectors.groupingBy;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Deletion;
import io.tickvox.model.Interval;
import io.tickvox.model.Label;
import io.tickvox.model.Mention;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.Revision;
import io.tickvox.model.SentimentBar;
import io.tickvox.model.SessionCalendar;
import io.tickvox.pipeline.core.Mentions;
import io.tickvox.text.Analyzer;
import io.tickvox.text.NearCopy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables straight from their definitions, over collections: what a Flink run is held against. */
final class Reference {
    private final Duration span;
    private final Analyzer analyzer;

    Reference(Duration span, Analyzer analyzer) {
        this.span = span;
        this.analyzer = analyzer;
    }

    Tables tables(List<? extends Normalised> records) {
        List<Post> distinct = distinct(records);
        Tables tables = Tables.empty();
        Map<String, List<Said>> bySymbol = new HashMap<>();
        for (Post post : distinct) {
            Post placed = post.withCopyOf(copyOf(post, distinct));
            List<Mention> mentions = Mentions.of(placed, Mentions.analyze(analyzer, placed), symbol -> true);
            tables.write(placed, new Revision(0, 0, 0), mentions);
            mentions.forEach(mention -> bySymbol.computeIfAbsent(mention.symbol(), symbol -> new ArrayList<>())
                    .add(new Said(placed, mention)));
        }
        bySymbol.forEach((symbol, said) -> {
            for (Interval interval : Interval.values()) {
                said.stream()
                        .collect(groupingBy(one -> interval.startOf(one.post.createdAt(), SessionCalendar.nyse())))
                        .forEach((start, inBar) -> tables.write(bar(symbol, interval, start, inBar)));
            }
        });
        return tables;
    }

    private static List<Post> distinct(List<? extends Normalised> records) {
        Set<String> deleted = new HashSet<>();
        Map<String, List<Post>> versions = new TreeMap<>();
        for (Normalised record : records) {
            if (record instanceof Deletion deletion) {
                deleted.add(deletion.source() + "/" + deletion.postId());
            } else if (record instanceof Post post) {
                versions.computeIfAbsent(post.source() + "/" + post.postId(), key -> new ArrayList<>())
                        .add(post);
            }
        }
        versions.keySet().removeAll(deleted);
        List<Post> distinct = new ArrayList<>();
        for (List<Post> all : versions.values()) {
            Post newest = all.stream()
                    .max(Comparator.comparingLong(Post::version).thenComparing(Post::observedAt))
                    .orElseThrow();
            Instant first = all.stream()
                    .map(Post::observedAt)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            distinct.add(newest.toBuilder().observedAt(first).build());
        }
        return distinct;
    }

    private @Nullable String copyOf(Post post, List<Post> all) {
        long fingerprint = NearCopy.fingerprint(post.text());
        if (fingerprint == 0 || post.kind() == PostKind.REPOST) {
            return null;
        }
        Post first = all.stream()
                .filter(other -> other.kind() != PostKind.REPOST)
                .filter(other -> NearCopy.fingerprint(other.text()) == fingerprint)
                .filter(other -> !other.createdAt().isBefore(post.createdAt().minus(span)))
                .min(Comparator.comparing(Post::createdAt).thenComparing(Post::id))
                .orElseThrow();
        if (first.id().equals(post.id())) {
            return null;
        }
        return first.source().equals(post.source()) ? first.postId() : first.source() + ":" + first.postId();
    }

    private static SentimentBar bar(String symbol, Interval interval, Instant start, List<Said> said) {
        List<Said> originals = said.stream().filter(Said::original).toList();
        List<Mention> scored = originals.stream()
                .map(Said::mention)
                .filter(mention -> !mention.isNoise())
                .toList();
        Map<String, Integer> bySource = new TreeMap<>();
        said.forEach(one -> bySource.merge(one.post.source(), 1, Integer::sum));
        return new SentimentBar(
                symbol,
                interval,
                start,
                said.size(),
                originals.size(),
                (int) said.stream().filter(one -> one.mention.isNoise()).count(),
                (int) said.stream().map(Said::author).distinct().count(),
                count(scored, Label.POSITIVE),
                count(scored, Label.NEUTRAL),
                count(scored, Label.NEGATIVE),
                count(scored, Label.MIXED),
                mean(scored),
                stddev(scored),
                weighted(scored),
                (int) scored.stream()
                        .filter(m -> m.authorLabel() == AuthorLabel.BULLISH)
                        .count(),
                (int) scored.stream()
                        .filter(m -> m.authorLabel() == AuthorLabel.BEARISH)
                        .count(),
                bySource,
                true,
                Tables.UNTIMED);
    }

    private static int count(List<Mention> scored, Label label) {
        return (int) scored.stream().filter(mention -> mention.label() == label).count();
    }

    private static @Nullable Double mean(List<Mention> scored) {
        return scored.isEmpty()
                ? null
                : Double.valueOf(sum(scored)
                        .divide(BigDecimal.valueOf(scored.size()), MathContext.DECIMAL128)
                        .doubleValue());
    }

    private static BigDecimal sum(List<Mention> scored) {
        return scored.stream()
                .map(mention -> BigDecimal.valueOf(mention.score()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable Double stddev(List<Mention> scored) {
        if (scored.isEmpty()) {
            return null;
        }
        BigDecimal n = BigDecimal.valueOf(scored.size());
        BigDecimal squares = scored.stream()
                .map(mention -> BigDecimal.valueOf(mention.score()).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal variance = n.multiply(squares).subtract(sum(scored).pow(2)).divide(n.pow(2), MathContext.DECIMAL128);
        return variance.sqrt(MathContext.DECIMAL128).doubleValue();
    }

    private static @Nullable Double weighted(List<Mention> scored) {
        BigDecimal weights = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        for (Mention mention : scored) {
            BigDecimal weight = BigDecimal.valueOf(mention.weight());
            weights = weights.add(weight);
            sum = sum.add(weight.multiply(BigDecimal.valueOf(mention.score())));
        }
        return weights.signum() == 0
                ? null
                : Double.valueOf(sum.divide(weights, MathContext.DECIMAL128).doubleValue());
    }

    private record Said(Post post, Mention mention) {
        boolean original() {
            return post.kind() != PostKind.REPOST && post.copyOf() == null;
        }

        String author() {
            return post.source() + "/" + (post.authorId() != null ? post.authorId() : "post " + post.postId());
        }
    }
}
