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
    /** What {@link #find(long)} returns where there is no entry. */
    static final int NONE = -1;

    private final List<Entry> entries;
    private final Map<String, Entry> bySymbol;
    private final LongIntMap byHash;
    /** By entry its symbol and the reason of a link by cashtag, side by side: most links need nothing else of it. */
    private final String[] said;

    private final NameIndex names;

    private SymbolDirectory(List<Entry> entries) {
        this.entries = entries;
        this.bySymbol = new HashMap<>(entries.size() * 2);
        this.byHash = new LongIntMap(entries.size());
        this.said = new String[2 * entries.size()];
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            bySymbol.put(entry.symbol(), entry);
            int succeeded = Renames.isSucceeded(entry.symbol()) ? Entry.SUCCEEDED : 0;
            byHash.put(Hash.symbol(entry.symbol()), i << Entry.FLAG_BITS | entry.flags() | succeeded);
            said[2 * i] = entry.symbol();
            said[2 * i + 1] = entry.reason();
        }
        this.names = NameIndex.of(entries, StandardLinker.BROKERS);
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

    /**
     * This directory with what a user's file adds to it.
     *
     * @param lines {@code symbol,name,exchange,sector,other names} each, the last separated by {@code |}, those after
     *     {@code ~} ambiguous; empty lines, those that start with {@code #} and a first line of headings are passed over.
     *     For a symbol that is listed already, what is left empty stays as it is, and names are added to those it has
     * @throws TickvoxException if a line is not of that form, with its number
     */
    public SymbolDirectory withLines(List<String> lines) {
        Map<String, Entry> merged = new HashMap<>(bySymbol);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !(i == 0 && line.startsWith("symbol,"))) {
                Entry entry = SymbolLine.parse(line, i + 1, merged);
                merged.put(entry.symbol(), entry);
            }
        }
        List<Entry> sorted = new ArrayList<>(merged.values());
        sorted.sort(Comparator.comparing(Entry::symbol));
        return new SymbolDirectory(List.copyOf(sorted));
    }

    /**
     * The listings whose symbol starts with {@code query} or whose names hold it, whatever the case: those with exactly this
     * symbol first, then well-known ones.
     */
    public List<Listing> search(String query) {
        String text = query.strip().toLowerCase(Locale.ROOT);
        String symbol = normalise(query);
        return entries.stream()
                .filter(entry -> entry.symbol().startsWith(symbol) || holds(entry, text))
                .sorted(Comparator.comparing((Entry entry) -> !entry.symbol().equals(symbol))
                        .thenComparing(entry -> !entry.is(Entry.PROMINENT))
                        .thenComparing(Entry::symbol))
                .map(Entry::listing)
                .toList();
    }

    private static boolean holds(Entry entry, String text) {
        return entry.listing().name().toLowerCase(Locale.ROOT).contains(text)
                || entry.listing().aliases().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(text))
                || entry.ambiguous().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(text));
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
        int found = find(hash);
        return found == NONE ? null : entryOf(found);
    }

    /** The entry of that hash, to be read with {@link #entryOf} and, for its flags, {@link Entry#is(int, int)}; {@link #NONE}. */
    int find(long hash) {
        return byHash.get(hash);
    }

    String symbolOf(int found) {
        return said[2 * (found >>> Entry.FLAG_BITS)];
    }

    /** The reason of a link by cashtag. */
    String reasonOf(int found) {
        return said[2 * (found >>> Entry.FLAG_BITS) + 1];
    }

    Entry entryOf(int found) {
        return entries.get(found >>> Entry.FLAG_BITS);
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
