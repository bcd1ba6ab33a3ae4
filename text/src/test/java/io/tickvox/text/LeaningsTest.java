package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaningsTest {
    private static final StandardLinker LINKER = StandardLinker.shipped();

    /** The company that {@code symbol} is set against in {@code text}; "-" if none. */
    private static String against(String text, String symbol) {
        List<Link> links = LINKER.link(Document.of(text));
        Tokens tokens = Tokens.of(text);
        Zones zones = new Zones();
        zones.assign(tokens, links);
        LexiconHits hits = new LexiconHits();
        hits.find(tokens);
        Leanings leanings = new Leanings();
        leanings.read(tokens, zones, hits);
        Link target = links.stream()
                .filter(link -> link.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
        int other = leanings.against[zones.of(target)];
        return links.stream()
                .filter(link -> other != Zones.COMMON && zones.of(link) == other)
                .map(Link::symbol)
                .findFirst()
                .orElse("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $A will crush $B                                 | B    | A
            $A will crush $B                                 | A    | -
            $A slips. $B beats estimates                     | B    | -
            I prefer Apple over Ford, General Motors and Tesla | F    | AAPL
            I prefer Apple over Ford, General Motors and Tesla | GM   | AAPL
            I prefer Apple over Ford, General Motors and Tesla | TSLA | AAPL
            Nvidia rallies, top pick AMD                     | AMD  | -
            $AAPL strong. Killing it $MSFT                   | MSFT | -
            """)
    void companiesAreSetAgainstEachOther(String text, String symbol, String expected) {
        assertThat(against(text, symbol)).isEqualTo(expected);
    }
}
