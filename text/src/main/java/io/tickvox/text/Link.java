package io.tickvox.text;

import io.tickvox.model.LinkKind;
import java.util.List;
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
 * @param names further places, the first few, where the text names the company other than by cashtag
 */
public record Link(
        String symbol, LinkKind kind, double confidence, String reason, int start, int end, List<Place> names) {
    /**
     * A part of a text.
     *
     * @param start in UTF-16 units
     * @param end exclusive
     */
    public record Place(int start, int end) {}

    public Link {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        names = List.copyOf(names);
    }

    /** A link with one place only. */
    public Link(String symbol, LinkKind kind, double confidence, String reason, int start, int end) {
        this(symbol, kind, confidence, reason, start, end, List.of());
    }

    Link withNames(List<Place> more) {
        return new Link(symbol, kind, confidence, reason, start, end, more);
    }
}
