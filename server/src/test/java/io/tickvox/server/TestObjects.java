package io.tickvox.server;

import io.tickvox.model.Interval;
import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.model.Mention;
import io.tickvox.model.PostKind;
import io.tickvox.model.PriceBar;
import io.tickvox.model.ScoredMention;
import io.tickvox.model.SentimentBar;
import java.time.Instant;
import java.util.Map;

/** Events as the job publishes them. */
final class TestObjects {
    static final Instant AT = Instant.parse("2014-01-06T18:30:00Z");

    private TestObjects() {}

    static ScoredMention mention(String postId, String symbol) {
        return mention(postId, symbol, "some words on $" + symbol + "\nand a second line");
    }

    static ScoredMention mention(String postId, String symbol, String text) {
        return mention(postId, symbol, text, Label.POSITIVE);
    }

    static ScoredMention mention(String postId, String symbol, String text, Label label) {
        return new ScoredMention(
                new Mention(
                        "x",
                        postId,
                        symbol,
                        AT,
                        AT,
                        LinkKind.CASHTAG,
                        1,
                        "cashtag",
                        0.5,
                        0.6,
                        0.3,
                        0.1,
                        0.1,
                        label,
                        null,
                        1,
                        "model-1"),
                "ann",
                text,
                "https://x.com/ann/status/" + postId,
                PostKind.ORIGINAL,
                null,
                false);
    }

    static SentimentBar sentimentBar(String symbol) {
        return new SentimentBar(
                symbol, Interval.M1, AT, 3, 2, 1, 3, 1, 0, 0, 0, 0.5, 0.0, 0.5, 0, 0, Map.of("x", 3), false, AT);
    }

    static PriceBar priceBar(String symbol) {
        return new PriceBar(symbol, Interval.M1, AT, 1, 2, 1, 1.5, null, null, null, "finnhub", false, AT);
    }
}
