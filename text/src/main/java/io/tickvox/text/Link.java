package io.tickvox.text;

import io.tickvox.model.LinkKind;
import java.util.Objects;

/**
 * That a text is about a ticker.
 *
 * @param symbol the ticker in Tickvox's form, for example {@code BRK.B}
 * @param kind what links it
 * @param confidence 0..1, a multiple of 0.0001
 * @param reason why, for people, for example {@code cashtag $AAPL}
 * @param start where in the text the evidence starts, in UTF-16 units; −1 if it is not in the text
 * @param end where it ends, exclusive; −1 likewise
 */
public record Link(String symbol, LinkKind kind, double confidence, String reason, int start, int end) {
    public Link {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }
}
