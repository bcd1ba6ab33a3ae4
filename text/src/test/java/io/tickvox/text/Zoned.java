package io.tickvox.text;

import java.util.List;

/** A text with its links by the shipped directory, and the companies that its words speak of. */
record Zoned(List<Link> links, Tokens tokens, Zones zones) {
    private static final StandardLinker LINKER = StandardLinker.shipped();

    /** Valid until this thread reads another text. */
    static Zoned of(String text) {
        List<Link> links = LINKER.link(Document.of(text));
        Tokens tokens = Tokens.of(text);
        Zones zones = new Zones();
        zones.assign(tokens, links);
        return new Zoned(links, tokens, zones);
    }

    /** The zone of the company that {@code symbol} is linked as; the text must link it. */
    int zone(String symbol) {
        return links.stream()
                .filter(link -> link.symbol().equals(symbol))
                .mapToInt(zones::of)
                .findFirst()
                .orElseThrow();
    }
}
