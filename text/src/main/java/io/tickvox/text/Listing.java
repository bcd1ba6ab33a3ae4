package io.tickvox.text;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A listed security.
 *
 * @param symbol the ticker in Tickvox's form: upper case, share classes after a dot ({@code BRK.B})
 * @param name the company's or fund's name as people write it, for example {@code Apple}
 * @param exchange for example {@code NASDAQ} or {@code NYSE}
 * @param sector for example {@code Information Technology}; null if unknown
 * @param aliases further names that mean this company and no other
 */
public record Listing(
        String symbol,
        String name,
        String exchange,
        @Nullable String sector,
        List<String> aliases) implements Serializable {
    public Listing {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(exchange, "exchange");
        aliases = List.copyOf(aliases);
    }
}
