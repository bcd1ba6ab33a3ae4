package io.tickvox.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Records with a value in every field, as the tests of this module use them. */
final class TestRecords {
    private static final Instant CREATED = Instant.parse("2014-01-02T14:30:00.123Z");
    private static final Instant OBSERVED = Instant.parse("2014-01-02T14:30:01.456Z");

    static final Envelope ENVELOPE = new Envelope(
            "x",
            "v1.1",
            OBSERVED,
            Envelope.JSON,
            "{\"id_str\":\"1\",\"text\":\"$AAPL 🚀\"}".getBytes(StandardCharsets.UTF_8),
            "posts.jsonl#1");

    static final ScoredMention MENTION = new ScoredMention(
            new Mention(
                    "x",
                    "418748000000000000",
                    "AAPL",
                    CREATED,
                    OBSERVED,
                    LinkKind.CASHTAG,
                    0.99,
                    "cashtag $AAPL",
                    -0.25,
                    0.1,
                    0.55,
                    0.35,
                    0.0312,
                    Label.NEUTRAL,
                    AuthorLabel.BEARISH,
                    1.25,
                    "tickvox-linear-1"),
            "trader",
            "Über $AAPL 📉 they say",
            "https://x.com/trader/status/418748000000000000",
            PostKind.QUOTE,
            "418747000000000000",
            true);

    static final SentimentBar SENTIMENT = new SentimentBar(
            "AAPL",
            Interval.M15,
            Instant.parse("2014-01-02T14:30:00Z"),
            300,
            200,
            17,
            180,
            90,
            60,
            30,
            3,
            0.1234,
            0.5,
            -0.0625,
            5,
            2,
            Map.of("reddit", 100, "x", 200),
            true,
            OBSERVED);

    static final SentimentBar EMPTY_SENTIMENT = new SentimentBar(
            "BRK.B",
            Interval.D1,
            Instant.parse("2014-01-02T05:00:00Z"),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            null,
            null,
            null,
            0,
            0,
            Map.of(),
            false,
            OBSERVED);

    static final PriceBar PRICE = new PriceBar(
            "AAPL",
            Interval.H1,
            Instant.parse("2014-01-02T14:00:00Z"),
            79.38,
            79.58,
            78.86,
            79.02,
            58_671_200.0,
            301_234L,
            79.1,
            "yahoo",
            true,
            OBSERVED);

    private TestRecords() {}
}
