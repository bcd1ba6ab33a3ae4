package io.tickvox.sources.internal;

import io.tickvox.model.Symbols;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Parts of quotes, read from what feeds send. */
public final class Prices {
    private Prices() {}

    /**
     * The symbol that {@code text} writes, in Tickvox's form.
     *
     * @throws UnreadableException naming {@code field} if it is none
     */
    public static String symbol(String field, @Nullable String text) {
        if (text == null) {
            throw UnreadableException.missing(field);
        }
        String symbol = Symbols.normalise(text);
        if (symbol.isEmpty() || symbol.length() > Symbols.MAX_LENGTH) {
            throw UnreadableException.invalid(field, "a symbol", text);
        }
        return symbol;
    }

    /**
     * The number in {@code node}.
     *
     * @throws UnreadableException naming {@code field} if it is no finite number
     */
    public static double price(String field, JsonNode node) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw UnreadableException.invalid(field, "a price", node.toString());
        }
        return node.doubleValue();
    }

    /** The volume in {@code node}; null if it is no number. */
    public static @Nullable Double volume(JsonNode node) {
        return node.isNumber() ? (Double) node.doubleValue() : null;
    }

    /** {@code price} in the currency itself, where {@code currency} is the code of a hundredth of it, such as pence. */
    public static double inMainUnit(double price, @Nullable String currency) {
        return switch (currency == null ? "" : currency) {
            case "GBp", "GBX", "ZAc", "ILA" -> price / 100;
            default -> price;
        };
    }
}
