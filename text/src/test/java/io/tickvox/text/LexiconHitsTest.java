package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconHitsTest {
    /** The entries in {@code text}, each with its weight there, in halves. */
    private static String read(String text) {
        Tokens tokens = Tokens.of(text);
        LexiconHits hits = new LexiconHits();
        hits.find(tokens);
        List<String> found = new ArrayList<>();
        for (int hit = 0; hit < hits.count; hit++) {
            String words = text.substring(tokens.start[hits.token[hit]], tokens.end[hits.end[hit] - 1]);
            found.add(words + " " + hits.value[hit]);
        }
        return String.join(", ", found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shows upside                   | upside 4
            shows no upside                | no upside -4
            shows no clear upside          | upside -2
            lacks upside                   | lacks -2, upside -2
            hardly growing                 | hardly -2, growing -2
            fails to gain                  | fails -6, to gain -2
            didnt fail to gain             | fail 3, to gain 4
            never lacks demand             | never -2, lacks 1, demand 4
            no longer a buy                | a buy -3
            lacks ideas. upside            | lacks -2, upside 4
            not good. upside               | not good -4, upside 4
            not good upside                | not good -4, upside 4
            churn has dropped              | churn 0, dropped 4
            """)
    void entriesTurnBehindANegationAndBesideABurden(String text, String expected) {
        assertThat(read(text)).isEqualTo(expected);
    }
}
