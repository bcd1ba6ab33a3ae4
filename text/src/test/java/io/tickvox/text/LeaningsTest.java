package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaningsTest {
    /** The company that {@code symbol} is set against in {@code text}; "-" if none. */
    private static String against(String text, String symbol) {
        Zoned read = Zoned.of(text);
        LexiconHits hits = new LexiconHits();
        hits.find(read.tokens());
        Leanings leanings = new Leanings();
        leanings.read(read.tokens(), read.zones(), hits);
        int other = leanings.against[read.zone(symbol)];
        return read.links().stream()
                .filter(link -> other != Zones.COMMON && read.zones().of(link) == other)
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
