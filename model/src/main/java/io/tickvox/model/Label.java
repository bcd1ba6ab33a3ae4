package io.tickvox.model;

import java.util.Locale;

/** The direction of a text toward a ticker, as an investor would read it. */
public enum Label {
    POSITIVE,
    NEUTRAL,
    NEGATIVE,
    /** Holds views in both directions. */
    MIXED,
    /** Not judged, as a text in a language that the model does not know; its score says nothing and counts nowhere. */
    UNSCORED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name used in tables and payloads: lower case. */
    public String id() {
        return id;
    }

    public static Label of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
