package io.tickvox.text;

import java.util.Objects;

/**
 * A link with what the text says of that ticker.
 *
 * @param noise probability that the text is promotion or spam as far as the ticker goes, 0..1
 */
public record TickerMention(Link link, Sentiment sentiment, double noise) {
    public TickerMention {
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(sentiment, "sentiment");
    }
}
