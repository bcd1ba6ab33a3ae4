package io.tickvox.server;

import io.tickvox.model.PriceBar;
import io.tickvox.model.ScoredMention;
import io.tickvox.model.SentimentBar;

/** Takes what the job publishes, from one thread at a time; must not wait. */
public interface LiveListener {
    void mention(ScoredMention mention);

    void sentimentBar(SentimentBar bar);

    void priceBar(PriceBar bar);

    /** About {@code records} records were passed over, because more came than can be followed live. */
    void skipped(long records);
}
