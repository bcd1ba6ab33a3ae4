package io.tickvox.text;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The securities that Tickvox knows by symbol and by name: every NASDAQ and NYSE listing, and symbols of the past that
 * history speaks of. Immutable.
 *
 * <p>The shipped directory is made by {@code io.tickvox.text.training.DirectoryGenerator} from public lists.
 */
public final class SymbolDirectory {
    private final List<Entry> entries;
    private final Map<String, Entry> bySymbol;
    private final LongIntMap byHash;
    private final NameIndex names;

    private SymbolDirectory(List<Entry> entries) {
        this.entries = entries;
        this.bySymbol = new HashMap<>(entries.size() * 2);
        this.byHash = new LongIntMap(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            bySymbol.put(entry.symbol(), entry);
            byHash.put(Hash.symbol(entry.symbol()), i);
        }
        this.names = NameIndex.of(entries);
    }

    /** The directory that comes with Tickvox; read once. */
    public static SymbolDirectory shipped() {
        return Shipped.DIRECTORY;
    }

    static SymbolDirectory of(List<Entry> entries) {
        return new SymbolDirectory(List.copyOf(entries));
    }

    /**
     * This directory and {@code listings}, each of which takes the place of what had its symbol. Their names and aliases
     * are taken to mean that company and nothing else.
     *
     * @throws TickvoxException if a symbol is not of the form that {@link #normalise} gives
     */
    public SymbolDirectory with(List<Listing> listings) {
        Map<String, Entry> merged = new HashMap<>(bySymbol);
        for (Listing listing : listings) {
            if (!listing.symbol().equals(normalise(listing.symbol()))
                    || listing.symbol().isEmpty()) {
                throw new TickvoxException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Invalid symbol '" + listing.symbol()
                                + "': expected upper case, share classes after a dot, as in BRK.B");
            }
            merged.put(listing.symbol(), new Entry(listing, Entry.PROMINENT, List.of()));
        }
        List<Entry> sorted = new ArrayList<>(merged.values());
        sorted.sort(Comparator.comparing(Entry::symbol));
        return new SymbolDirectory(List.copyOf(sorted));
    }

    /** The listing with this symbol, in any of the forms that {@link #normalise} knows. */
    public Optional<Listing> find(String symbol) {
        return Optional.ofNullable(bySymbol.get(normalise(symbol))).map(Entry::listing);
    }

    /** All listings, sorted by symbol. */
    public List<Listing> listings() {
        return entries.stream().map(Entry::listing).toList();
    }

    /** One form for the ways to write a symbol: upper case, no {@code $}, and {@code BRK.B} for {@code BRK-B}, {@code BRK/B}. */
    public static String normalise(String symbol) {
        String upper = symbol.strip().toUpperCase(Locale.ROOT);
        if (upper.startsWith("$")) {
            upper = upper.substring(1);
        }
        return upper.replace('-', '.').replace('/', '.');
    }

    @Nullable
    Entry entry(String symbol) {
        return bySymbol.get(symbol);
    }

    /** The entry whose symbol in lower case has this {@link Hash#word}; null if there is none. */
    @Nullable
    Entry entry(long hash) {
        int index = byHash.get(hash);
        return index < 0 ? null : entries.get(index);
    }

    Entry entryAt(int index) {
        return entries.get(index);
    }

    NameIndex names() {
        return names;
    }

    private static final class Shipped {
        static final SymbolDirectory DIRECTORY = new SymbolDirectory(DirectoryFile.readShipped());
    }
}
