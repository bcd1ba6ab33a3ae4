package io.tickvox.sources.simulator;

import java.util.Locale;

/** What drives what between the mood of a company's crowd and its price. */
public enum Relation {
    /** What moves the mood moves the price a known lag later. */
    SENTIMENT_LEADS,
    /** What moves the price moves the mood a known lag later: people react. */
    PRICE_LEADS,
    /** Neither moves the other. */
    NONE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name used in exports: lower case. */
    public String id() {
        return id;
    }
}
