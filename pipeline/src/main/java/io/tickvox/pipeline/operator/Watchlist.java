package io.tickvox.pipeline.operator;

import java.io.Serializable;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tickers that mentions and prices are kept of.
 *
 * @param symbols null for all
 */
public record Watchlist(@Nullable Set<String> symbols) implements Predicate<String>, Serializable {
    public static final Watchlist ALL = new Watchlist(null);

    /** @param symbols null for all */
    public static Watchlist of(@Nullable Collection<String> symbols) {
        return symbols == null ? ALL : new Watchlist(Set.copyOf(symbols));
    }

    public Watchlist {
        symbols = symbols == null ? null : Set.copyOf(symbols);
    }

    @Override
    public boolean test(String symbol) {
        return symbols == null || symbols.contains(symbol);
    }
}
