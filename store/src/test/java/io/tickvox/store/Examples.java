package io.tickvox.store;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Interval;
import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.PriceBar;
import io.tickvox.model.Revision;
import io.tickvox.model.SentimentBar;
import io.tickvox.text.Sentiment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that tests write. */
public final class Examples {
    public static final Instant NOON = Instant.parse("2014-01-02T17:00:00.123Z");
    public static final Instant MINUTE = Instant.parse("2014-01-02T17:00:00Z");
    public static final Instant SEEN = Instant.parse("2026-11-21T10:00:00.456Z");

    private Examples() {}

    public static Post.Builder post(String id) {
        return Post.builder("x", id, NOON, SEEN)
                .author("7", "ann", 12L)
                .text("$AAPL up")
                .lang("en");
    }

    /** The post at the revision that its version says, with its mentions. */
    public static PostChange written(Post.Builder post, Mention... mentions) {
        Post built = post.build();
        return new PostChange.Written(built, new Revision(built.version(), 0, 0), 99, List.of(mentions), true);
    }

    public static Mention mention(String id, String symbol, Instant createdAt, double score) {
        Sentiment positive = new Sentiment(Label.POSITIVE, score, 0.7001, 0.2, 0.0999);
        return mention(id, symbol, createdAt, positive, AuthorLabel.BULLISH);
    }

    public static Mention unscored(String id, String symbol, Instant createdAt) {
        return mention(id, symbol, createdAt, Sentiment.UNSCORED, null);
    }

    private static Mention mention(
            String id, String symbol, Instant createdAt, Sentiment said, @Nullable AuthorLabel authorLabel) {
        return new Mention(
                "x",
                id,
                symbol,
                createdAt,
                SEEN,
                LinkKind.CASHTAG,
                0.95,
                "cashtag $" + symbol,
                said.score(),
                said.pPositive(),
                said.pNeutral(),
                said.pNegative(),
                0.01,
                said.label(),
                authorLabel,
                1.25,
                "linear-1");
    }

    public static SentimentBar sentimentBar(String symbol, Interval interval, Instant start, int posts) {
        return new SentimentBar(
                symbol,
                interval,
                start,
                posts,
                posts,
                0,
                posts,
                posts,
                0,
                0,
                0,
                posts == 0 ? null : 0.1234,
                posts == 0 ? null : 0.0,
                posts == 0 ? null : 0.1234,
                0,
                0,
                Map.of("x", posts),
                true,
                SEEN);
    }

    public static PriceBar priceBar(String symbol, Interval interval, Instant start, double open, double close) {
        return new PriceBar(
                symbol,
                interval,
                start,
                open,
                Math.max(open, close),
                Math.min(open, close),
                close,
                100.5,
                3L,
                open,
                "yahoo",
                true,
                SEEN);
    }
}
