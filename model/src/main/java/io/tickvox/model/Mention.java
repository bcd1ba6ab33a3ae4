package io.tickvox.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a post speaks of a ticker, why we think so, and what it says of it. All fractions are multiples of 0.0001.
 *
 * @param link what links the post to the ticker
 * @param linkConfidence how sure the link is, 0..1
 * @param linkReason the link's reason for people
 * @param score −1 (bearish) .. 1 (bullish)
 * @param pPositive probability of {@link Label#POSITIVE}; the three sum to 1 but for rounding
 * @param noise probability that the post is promotion or spam, 0..1
 * @param weight what the mention counts in weighted means, at least 0
 * @param model name and version of the scorer
 */
public record Mention(
        String source,
        String postId,
        String symbol,
        Instant createdAt,
        Instant observedAt,
        LinkKind link,
        double linkConfidence,
        String linkReason,
        double score,
        double pPositive,
        double pNeutral,
        double pNegative,
        double noise,
        Label label,
        @Nullable AuthorLabel authorLabel,
        double weight,
        String model) {
    /** From this probability on a mention counts as noise. */
    public static final double NOISE_THRESHOLD = 0.5;

    public Mention {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(postId, "postId");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(linkReason, "linkReason");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(model, "model");
        check("link confidence", linkConfidence, 0, 1);
        check("score", score, -1, 1);
        check("noise", noise, 0, 1);
        check("weight", weight, 0, Double.MAX_VALUE);
    }

    public boolean isNoise() {
        return noise >= NOISE_THRESHOLD;
    }

    private static void check(String what, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("Invalid " + what + " " + value + ": expected " + min + ".." + max);
        }
    }
}
