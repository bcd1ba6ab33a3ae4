package io.tickvox.pipeline.core;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Fixed;
import io.tickvox.model.Interval;
import io.tickvox.model.SentimentBar;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The sums behind a sentiment bar. All are whole numbers, so adding and taking back commute exactly: any order of the
 * same additions gives the same bar, and parts may be merged.
 */
public final class SentimentAccumulator {
    /** Scores are at most 10,000 units, so n²·10⁸ fits 63 bits up to this n. */
    private static final long MAX_EXACT_COUNT = 300_000;

    private int posts;
    private int originals;
    private int noise;
    private int positive;
    private int neutral;
    private int negative;
    private int mixed;
    private int authorBullish;
    private int authorBearish;
    private long sum;
    private long sumOfSquares;
    private long weights;
    private long weightedSum;
    private final LongCounts authors = new LongCounts();
    private final Map<String, Integer> bySource = new HashMap<>(4);

    /**
     * Adds ({@code sign} 1) or takes back ({@code sign} −1) what {@code statement} says of its {@code index}-th ticker.
     *
     * @param original whether the post stands as an original
     */
    public void add(Statement statement, int index, boolean original, int sign) {
        posts += sign;
        authors.add(statement.author(), sign);
        count(statement.source(), sign);
        if (original) {
            originals += sign;
        }
        if (statement.noise()) {
            noise += sign;
        }
        if (original && !statement.noise()) {
            score(statement, index, sign);
        }
    }

    private void score(Statement statement, int index, int sign) {
        if (statement.authorLabel() == AuthorLabel.BULLISH) {
            authorBullish += sign;
        } else if (statement.authorLabel() == AuthorLabel.BEARISH) {
            authorBearish += sign;
        }
        switch (statement.labels()[index]) {
            case POSITIVE -> positive += sign;
            case NEUTRAL -> neutral += sign;
            case NEGATIVE -> negative += sign;
            case MIXED -> mixed += sign;
            case UNSCORED -> {
                return;
            }
        }
        long score = statement.scores()[index];
        long weight = statement.weights()[index];
        sum += sign * score;
        sumOfSquares += sign * score * score;
        weights += sign * weight;
        weightedSum += sign * score * weight;
    }

    public void merge(SentimentAccumulator other) {
        posts += other.posts;
        originals += other.originals;
        noise += other.noise;
        positive += other.positive;
        neutral += other.neutral;
        negative += other.negative;
        mixed += other.mixed;
        authorBullish += other.authorBullish;
        authorBearish += other.authorBearish;
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
        weights += other.weights;
        weightedSum += other.weightedSum;
        authors.addAll(other.authors);
        other.bySource.forEach(this::count);
    }

    /** Number of whole-number sums beside the authors and sources. */
    public static final int TOTALS = 13;

    /** The whole-number sums, in the order of the fields; for serialisation. */
    public long[] totals() {
        return new long[] {
            posts,
            originals,
            noise,
            positive,
            neutral,
            negative,
            mixed,
            authorBullish,
            authorBearish,
            sum,
            sumOfSquares,
            weights,
            weightedSum
        };
    }

    /** An accumulator with these {@link #totals}, whose authors and sources are yet to be filled in. */
    public static SentimentAccumulator ofTotals(long[] totals) {
        SentimentAccumulator sums = new SentimentAccumulator();
        sums.posts = (int) totals[0];
        sums.originals = (int) totals[1];
        sums.noise = (int) totals[2];
        sums.positive = (int) totals[3];
        sums.neutral = (int) totals[4];
        sums.negative = (int) totals[5];
        sums.mixed = (int) totals[6];
        sums.authorBullish = (int) totals[7];
        sums.authorBearish = (int) totals[8];
        sums.sum = totals[9];
        sums.sumOfSquares = totals[10];
        sums.weights = totals[11];
        sums.weightedSum = totals[12];
        return sums;
    }

    /** Posts by author; may be changed. */
    public LongCounts authors() {
        return authors;
    }

    /** Posts by source; may be changed. */
    public Map<String, Integer> bySource() {
        return bySource;
    }

    /** Whether no post is left. */
    public boolean isEmpty() {
        return posts == 0;
    }

    public SentimentAccumulator copy() {
        SentimentAccumulator copy = new SentimentAccumulator();
        copy.merge(this);
        return copy;
    }

    /** The bar that the sums make. */
    public SentimentBar bar(String symbol, Interval interval, Instant start, boolean complete, Instant updatedAt) {
        long scored = (long) positive + neutral + negative + mixed;
        return new SentimentBar(
                symbol,
                interval,
                start,
                posts,
                originals,
                noise,
                authors.size(),
                positive,
                neutral,
                negative,
                mixed,
                scored == 0 ? null : (double) sum / (scored * Fixed.ONE),
                scored == 0 ? null : stddev(scored),
                weights == 0 ? null : (double) weightedSum / (weights * Fixed.ONE),
                authorBullish,
                authorBearish,
                bySource,
                complete,
                updatedAt);
    }

    /** Over the population: the root of (n·Σx² − (Σx)²) / n², exact under the root while its terms fit 63 bits. */
    private double stddev(long n) {
        double numerator = n <= MAX_EXACT_COUNT
                ? n * sumOfSquares - sum * sum
                : Math.max(0, (double) n * sumOfSquares - (double) sum * sum);
        return Math.sqrt(numerator) / (n * Fixed.ONE);
    }

    private void count(String source, int by) {
        int now = bySource.getOrDefault(source, 0) + by;
        if (now == 0) {
            bySource.remove(source);
        } else {
            bySource.put(source, now);
        }
    }
}
