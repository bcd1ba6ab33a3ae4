package io.tickvox.model;

import java.util.Locale;

/** What in a post links it to a ticker. */
public enum LinkKind {
    /** A {@code $} and a symbol, as X parses it, or the source's own symbol tag. */
    CASHTAG,
    /** The company's name. */
    NAME,
    /** The bare symbol, with evidence that it means the company. */
    SYMBOL,
    /** Nothing in the text itself: the thread, the forum or a quoted post. */
    CONTEXT;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name used in tables and payloads: lower case. */
    public String id() {
        return id;
    }

    public static LinkKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
