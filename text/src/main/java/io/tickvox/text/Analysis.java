package io.tickvox.text;

import java.util.List;
import java.util.Objects;

/**
 * All that was understood of a text.
 *
 * @param sentiment of the text as a whole
 * @param noise probability that it is promotion or spam, 0..1
 * @param cashtags all cashtags as X parses them, upper case, without {@code $}, in order of first appearance
 * @param mentions one for each ticker linked, in order of first appearance
 * @param model name and version of the scorer
 */
public record Analysis(
        Sentiment sentiment, double noise, List<String> cashtags, List<TickerMention> mentions, String model) {
    public Analysis {
        Objects.requireNonNull(sentiment, "sentiment");
        cashtags = List.copyOf(cashtags);
        mentions = List.copyOf(mentions);
        Objects.requireNonNull(model, "model");
    }
}
