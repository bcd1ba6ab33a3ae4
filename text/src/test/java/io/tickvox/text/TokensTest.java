package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    private static List<String> spans(String text) {
        Tokens tokens = Tokens.of(text);
        List<String> spans = new ArrayList<>();
        for (int i = 0; i < tokens.count; i++) {
            spans.add(text.substring(tokens.start[i], tokens.end[i]));
        }
        return spans;
    }

    private static long onlyHash(String text) {
        Tokens tokens = Tokens.of(text);
        assertThat(tokens.count).as(text).isEqualTo(1);
        return tokens.hash[0];
    }

    @Test
    void splitsAPost() {
        assertThat(spans("RT @cnbc: $AAPL &amp; AT&amp;T up +3.5% to $101.20!! #bull 🚀 http://t.co/x :)"))
                .containsExactly(
                        "RT",
                        "@cnbc",
                        "$AAPL",
                        "AT&amp;T",
                        "up",
                        "+3.5%",
                        "to",
                        "$101.20",
                        "!!",
                        "#bull",
                        "🚀",
                        "http://t.co/x",
                        ":)");
    }

    @ParameterizedTest
    @CsvSource({
        "don't,dont",
        "don&#39;t,dont",
        "SOOOO,soo",
        "U.S.,us",
        "Apple's,apple",
        "ＡＢＣ,abc",
        "𝗕𝗨𝗬,buy",
        "𝘮𝘰𝘰𝘯𝘪𝘯𝘨,mooning",
        "#Bull,bull",
        "AT&amp;T,AT&T",
        "J.P.,JP"
    })
    void foldsForms(String form, String folded) {
        assertThat(onlyHash(form)).isEqualTo(onlyHash(folded));
    }

    @Test
    void keepsTheSignOfNumbers() {
        assertThat(onlyHash("+3%")).isEqualTo(Tokenizer.PERCENT_UP);
        assertThat(onlyHash("-3.2%")).isEqualTo(Tokenizer.PERCENT_DOWN);
        assertThat(onlyHash("-$3.20")).isEqualTo(Tokenizer.PRICE);
        assertThat(onlyHash("$3.5bn")).isEqualTo(Tokenizer.PRICE_LARGE);
        assertThat(onlyHash("4th")).isNotEqualTo(onlyHash("52wk"));
    }

    @Property
    void spansAreInOrderAndWithinTheText(@ForAll String text) {
        Tokens tokens = Tokens.of(text);
        int end = 0;
        for (int i = 0; i < tokens.count; i++) {
            assertThat(tokens.start[i]).isBetween(end, text.length() - 1);
            assertThat(tokens.end[i]).isBetween(tokens.start[i] + 1, text.length());
            end = tokens.end[i];
        }
    }
}
