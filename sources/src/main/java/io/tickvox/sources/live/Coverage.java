package io.tickvox.sources.live;

import java.util.Locale;

/** What a source brings, and so what is missing while it cannot see. */
public enum Coverage {
    POSTS,
    PRICES,
    /** Prices of pairs such as BTC-USD, and of nothing else. */
    PAIR_PRICES,
    POSTS_AND_PRICES,
    /** What goes or changes among posts that another source brought: while it is away none are missing. */
    DELETIONS;

    /** As in table {@code coverage_gap}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * That with this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Coverage of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
