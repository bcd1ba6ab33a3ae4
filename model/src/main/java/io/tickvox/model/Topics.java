package io.tickvox.model;

/** Names of the Kafka topics. The first two hold {@link Envelope}s as landed, the others what the job publishes. */
public final class Topics {
    public static final String RAW_POSTS = "tickvox.raw.posts";
    public static final String RAW_QUOTES = "tickvox.raw.quotes";
    public static final String MENTIONS = "tickvox.mentions";
    public static final String SENTIMENT_BARS = "tickvox.bars.sentiment";
    public static final String PRICE_BARS = "tickvox.bars.price";

    private Topics() {}
}
