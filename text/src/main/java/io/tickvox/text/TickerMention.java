package io.tickvox.text;

import java.util.Objects;

/** A link with what the text says of that ticker. */
public record TickerMention(Link link, Sentiment sentiment) {
    public TickerMention {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(sentiment, "sentiment");
    }
}
