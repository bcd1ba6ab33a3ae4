package io.tickvox.model;

import java.util.Locale;

/** The direction that the author tagged the post with, as on StockTwits. */
public enum AuthorLabel {
    BULLISH,
    BEARISH;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name used in tables and payloads: lower case. */
    public String id() {
        return id;
    }

    public static AuthorLabel of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
