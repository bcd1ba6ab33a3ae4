package io.tickvox.server;

import io.tickvox.model.PriceBar;
import io.tickvox.model.ScoredMention;
import io.tickvox.model.SentimentBar;
import java.util.List;

/** Hands each event to several listeners. */
record FanOut(List<LiveListener> listeners) implements LiveListener {
    @Override
    public void mention(ScoredMention mention) {
        listeners.forEach(listener -> listener.mention(mention));
    }

    @Override
    public void sentimentBar(SentimentBar bar) {
        listeners.forEach(listener -> listener.sentimentBar(bar));
    }

    @Override
    public void priceBar(PriceBar bar) {
        listeners.forEach(listener -> listener.priceBar(bar));
    }

    @Override
    public void skipped(long records) {
        listeners.forEach(listener -> listener.skipped(records));
    }
}
