package io.tickvox.sources.internal;

import io.tickvox.model.Symbols;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects the symbols that a source tagged a post with: in Tickvox's form, each once, in the order of first mention. */
public final class Tags {
    private final List<String> symbols = new ArrayList<>();

    /** Adds {@code symbol} if it can be one and is not there yet. */
    public void add(@Nullable String symbol) {
        String normal = symbol == null ? "" : Symbols.normalise(symbol);
        if (!normal.isEmpty() && normal.length() <= Symbols.MAX_LENGTH && !symbols.contains(normal)) {
            symbols.add(normal);
        }
    }

    /** Adds the text of {@code field} of each object in {@code array}, if it is one. */
    public Tags addAll(JsonNode array, String field) {
        if (array.isArray()) {
            for (JsonNode tag : array) {
                add(Json.text(tag, field));
            }
        }
        return this;
    }

    public List<String> symbols() {
        return List.copyOf(symbols);
    }
}
