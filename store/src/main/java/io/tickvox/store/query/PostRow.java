package io.tickvox.store.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A post with its mention of one ticker; columns as in tables {@code post} and {@code mention}. */
public record PostRow(
        String source,
        String postId,
        Instant createdAt,
        Instant observedAt,
        @Nullable String authorName,
        @Nullable Long authorFollowers,
        String text,
        @Nullable String lang,
        @Nullable String url,
        String kind,
        @Nullable String copyOf,
        @Nullable Long likes,
        @Nullable Long reposts,
        @Nullable Long replies,
        String link,
        double linkConfidence,
        String linkReason,
        @Nullable Double score,
        String label,
        @Nullable Double pPositive,
        @Nullable Double pNeutral,
        @Nullable Double pNegative,
        double noise,
        @Nullable String authorLabel,
        double weight,
        String model) {
    /** This post without the address that its network would show it at. */
    public PostRow withoutUrl() {
        return new PostRow(
                source,
                postId,
                createdAt,
                observedAt,
                authorName,
                authorFollowers,
                text,
                lang,
                null,
                kind,
                copyOf,
                likes,
                reposts,
                replies,
                link,
                linkConfidence,
                linkReason,
                score,
                label,
                pPositive,
                pNeutral,
                pNegative,
                noise,
                authorLabel,
                weight,
                model);
    }
}
