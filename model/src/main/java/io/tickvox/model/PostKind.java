package io.tickvox.model;

import java.util.Locale;

/** How a post came to be. */
public enum PostKind {
    ORIGINAL,
    REPLY,
    /** Somebody else's post passed on without a word of one's own. */
    REPOST,
    /** Somebody else's post passed on with a comment. */
    QUOTE;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name used in tables and payloads: lower case. */
    public String id() {
        return id;
    }

    public static PostKind of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
