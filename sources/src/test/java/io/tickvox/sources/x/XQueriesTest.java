package io.tickvox.sources.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class XQueriesTest {
    private static List<String> symbols(int count) {
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            symbols.add("" + (char) ('A' + i % 26) + (char) ('A' + i / 26 % 26) + (char) ('A' + i / 676) + "X");
        }
        return symbols;
    }

    @Test
    void packsManyCashtagsIntoFewQueriesThatAreShortEnough() {
        XQueries queries = new XQueries("lang:en -is:retweet");
        List<String> packed = queries.pack(symbols(1_000));

        assertThat(packed).hasSizeLessThan(25).allSatisfy(query -> assertThat(query)
                .hasSizeLessThanOrEqualTo(512)
                .startsWith("($")
                .endsWith(") lang:en -is:retweet"));
        TreeSet<String> asked = new TreeSet<>();
        packed.forEach(query -> asked.addAll(queries.tagsOf(query)));
        assertThat(asked).isEqualTo(new TreeSet<>(symbols(1_000)));
    }

    @Test
    void readsBackOnlyWhatItWouldWrite() {
        XQueries queries = new XQueries("lang:en");

        assertThat(queries.tagsOf("($AAPL OR $TSLA) lang:en")).containsExactly("AAPL", "TSLA");
        assertThat(queries.tagsOf("$AAPL lang:en")).containsExactly("AAPL");
        assertThat(queries.tagsOf("$AAPL OR $TSLA")).isEmpty();
        assertThat(queries.tagsOf("($TSLA OR $AAPL) lang:en")).isEmpty();
        assertThat(queries.tagsOf("cats has:images")).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoCashtag() {
        assertThat(XQueries.cashtags(List.of("BRK.B", "BTC-USD", "^GSPC", "7203", "TOOLONGNAME", "AAPL")))
                .containsExactly("AAPL", "BRK.B", "BTC");
    }
}
