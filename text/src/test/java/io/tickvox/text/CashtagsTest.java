package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CashtagsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $AAPL                       | AAPL
            buy $aapl now               | AAPL
            ($AAPL) and $BRK.B.         | AAPL BRK.B
            $BTC.X to the moon          | BTC.X
            $ES_F $S_1                  | ES_F S
            $AAPL, $MSFT; $IBM: $T!     | AAPL MSFT IBM T
            $AAPL's $GOOG&gt;$FB        | AAPL GOOG
            $BRK-B $BRK/B               | BRK
            $AAPL $aapl $Aapl           | AAPL
            $GOOG$FB                    | GOOG
            """)
    void findsWhatXFinds(String text, String expected) {
        assertThat(Cashtags.of(text)).containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            U$D
            A$AP Rocky
            US$5
            FiR$T
            1$T
            $5 and $10.50
            $
            $$
            $$C
            #$R
            $AAPL1
            $TOOLONG
            $AAP…
            $GOOG’s
            $CSCO5,$EMC
            $TÄY
            @$BA
            """)
    void findsNothingElse(String text) {
        assertThat(Cashtags.of(text)).isEmpty();
    }

    @Test
    void givesTheSpanOfEachCashtag() {
        String text = "long $NVDA, short $INTC";
        long first = Cashtags.next(text, 0);
        long second = Cashtags.next(text, Cashtags.end(first));
        assertThat(text.substring(Cashtags.start(first), Cashtags.end(first))).isEqualTo("$NVDA");
        assertThat(text.substring(Cashtags.start(second), Cashtags.end(second))).isEqualTo("$INTC");
        assertThat(Cashtags.next(text, Cashtags.end(second))).isEqualTo(Cashtags.NONE);
    }

    @Property(tries = 3000)
    void agreesWithTheGrammarAsAPattern(@ForAll("texts") String text) {
        Pattern grammar =
                Pattern.compile("(?<![^\\s\\u00a0(])\\$([A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?)(?=$|\\s|\\p{Punct})");
        Set<String> expected = new HashSet<>();
        Matcher matcher = grammar.matcher(text);
        while (matcher.find()) {
            expected.add(matcher.group(1).toUpperCase(Locale.ROOT));
        }
        assertThat(new HashSet<>(Cashtags.of(text))).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("$$$$ABcd._ (),'&;1 \u00a0é…😀").ofMaxLength(40);
    }

    @Test
    void agreesWithXOnRealPosts() {
        Set<String> seen = new HashSet<>();
        int[] sameAndAll = new int[2];
        SharedData.forEachStocknetPost(post -> {
            if (!seen.add(post.path("id_str").asString())) {
                return;
            }
            String text = post.path("text").asString();
            Set<String> expected = new HashSet<>();
            for (JsonNode symbol : post.path("entities").path("symbols")) {
                // A repost's entities are those of the post repeated: some lie in the part that was cut off.
                int start = symbol.path("indices").path(0).asInt();
                int end = symbol.path("indices").path(1).asInt();
                String name = symbol.path("text").asString();
                if (end <= text.codePointCount(0, text.length())
                        && text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end))
                                .equals("$" + name)) {
                    expected.add(name.toUpperCase(Locale.ROOT));
                }
            }
            sameAndAll[0] += new HashSet<>(Cashtags.of(text)).equals(expected) ? 1 : 0;
            sameAndAll[1]++;
        });
        assertThat(sameAndAll[1]).isEqualTo(62_410);
        assertThat((double) sameAndAll[0] / sameAndAll[1]).isGreaterThanOrEqualTo(0.996);
    }
}
