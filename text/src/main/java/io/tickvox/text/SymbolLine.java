package io.tickvox.text;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of a user's file of symbols. */
final class SymbolLine {
    private static final int FIELDS = 5;
    private static final int SURE_LENGTH = 3;

    private SymbolLine() {}

    static Entry parse(String line, int number, Map<String, Entry> known) {
        String[] fields = line.split(",", -1);
        if (fields.length > FIELDS) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Invalid line " + number + " of the symbols: expected at most " + FIELDS
                            + " fields (symbol,name,exchange,sector,other names separated by |), found "
                            + fields.length);
        }
        String symbol = SymbolDirectory.normalise(fields[0]);
        if (Cashtags.endOfSymbol(symbol, 0) != symbol.length() || symbol.isEmpty()) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Invalid symbol '" + fields[0] + "' in line " + number
                            + " of the symbols: expected letters, share classes after a dot, as in BRK.B");
        }
        Entry before = known.get(symbol);
        Listing old = before == null ? null : before.listing();
        List<String> aliases = new ArrayList<>(old == null ? List.of() : old.aliases());
        List<String> ambiguous = new ArrayList<>(before == null ? List.of() : before.ambiguous());
        for (String name : field(fields, 4, "").split("\\|")) {
            if (name.startsWith("~")) {
                ambiguous.add(name.substring(1).strip());
            } else if (!name.isBlank()) {
                aliases.add(name.strip());
            }
        }
        String name = field(fields, 1, old == null ? symbol : old.name());
        String exchange = field(fields, 2, old == null ? "" : old.exchange());
        String sector = field(fields, 3, old == null || old.sector() == null ? "" : old.sector());
        int flags = before == null
                ? Entry.PROMINENT | (symbol.length() >= SURE_LENGTH ? Entry.SURE : 0)
                : before.flags() | Entry.PROMINENT;
        return new Entry(new Listing(symbol, name, exchange, nullIfEmpty(sector), aliases), flags, ambiguous);
    }

    private static String field(String[] fields, int index, String otherwise) {
        return index < fields.length && !fields[index].isBlank() ? fields[index].strip() : otherwise;
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
