package io.tickvox.sources.live;

import java.util.List;

/**
 * The tickers that sources asked by symbol follow; may change at any time. Safe for use by several threads at once.
 */
public final class SymbolList {
    private volatile List<String> symbols;

    public SymbolList(List<String> symbols) {
        this.symbols = List.copyOf(symbols);
    }

    /** The list as it is now; the same object until it changes. */
    public List<String> now() {
        return symbols;
    }

    /** Follows {@code wanted} from now on; false if that is no change. */
    public boolean change(List<String> wanted) {
        if (symbols.equals(wanted)) {
            return false;
        }
        symbols = List.copyOf(wanted);
        return true;
    }
}
