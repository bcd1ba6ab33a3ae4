package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TickerEndpointsTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        Seed.market(server.database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "a, A AAPL PINE",
        "AAPL, AAPL",
        "apple, AAPL PINE",
        "soft, MSFT",
        "%_, PINE",
        "'', A AAPL MSFT PINE",
        "nothing, ''",
        "a&limit=1, A"
    })
    void findsTickersBySymbolFirstThenByName(String query, String symbols) {
        JsonNode found = server.json("/api/v1/tickers?q=" + query.replace("%", "%25"));
        List<String> expected = symbols.isEmpty() ? List.of() : List.of(symbols.split(" "));
        assertThat(found.get("tickers").valueStream().map(ticker -> ticker.get("symbol")
                        .asString()))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void describesATickerWithTheSpanOfItsBars() {
        JsonNode ticker = server.json("/api/v1/tickers/msft");
        assertThat(ticker.get("symbol").asString()).isEqualTo("MSFT");
        assertThat(ticker.get("exchange").asString()).isEqualTo("NASDAQ");
        assertThat(ticker.get("first_bar").asString()).isEqualTo("2013-12-30T05:00:00Z");
        assertThat(ticker.get("last_bar").asString()).isEqualTo("2014-01-06T05:00:00Z");
        assertThat(server.json("/api/v1/tickers/AAPL").get("last_bar").asString())
                .isEqualTo("2014-01-06T18:29:00Z");
        assertThat(server.get("/api/v1/tickers/ZZZ").statusCode()).isEqualTo(404);
    }

    @Test
    void givesBothHalvesOfABarAndTheSpanOfItsPosts() {
        JsonNode series = server.json("/api/v1/tickers/AAPL/bars?interval=1d&from=2014-01-03&to=2014-01-04");
        assertThat(series.get("bars")).hasSize(1);
        JsonNode bar = series.get("bars").get(0);
        assertThat(bar.get("start").asString()).isEqualTo("2014-01-03T05:00:00Z");
        assertThat(bar.get("from").asString()).isEqualTo("2014-01-02T21:00:00Z");
        assertThat(bar.get("end").asString()).isEqualTo("2014-01-03T21:00:00Z");
        assertThat(bar.get("close").asDouble()).isEqualTo(77.28);
        assertThat(bar.get("posts").asInt()).isEqualTo(8);
        assertThat(bar.get("score_mean").asDouble()).isEqualTo(0.2);
        assertThat(bar.get("by_source").get("x").asInt()).isEqualTo(8);
        assertThat(bar.get("return").asDouble()).isZero();
        assertThat(bar.get("forward_return_1").isNull()).isTrue();
    }

    @Test
    void tellsWhatIsMissingInEachGapAndLeavesOutThoseInWhichNothingIs() {
        assertThat(gaps("AAPL")).containsExactly("x posts socket closed", "yahoo prices blocked");
        assertThat(gaps("BTC-USD")).containsExactly("coinbase prices away", "x posts socket closed");
    }

    private static Stream<String> gaps(String symbol) {
        return server.json("/api/v1/tickers/" + symbol + "/bars?interval=1d&from=2014-01-03&to=2014-01-04")
                .get("gaps")
                .valueStream()
                .map(gap -> gap.get("source").asString() + " "
                        + gap.get("missing").asString() + " "
                        + gap.get("reason").asString());
    }

    @Test
    void keepsBarsWithPricesOnlyAndWithPostsOnly() {
        JsonNode bars = server.json("/api/v1/tickers/MSFT/bars?interval=1d").get("bars");
        assertThat(bars).hasSize(5);
        assertThat(bars.get(0).get("posts").asInt()).isZero();
        assertThat(bars.get(0).get("score_mean").isNull()).isTrue();
        JsonNode last =
                server.json("/api/v1/tickers/AAPL/bars?interval=1d").get("bars").get(4);
        assertThat(last.get("close").isNull()).isTrue();
        assertThat(last.get("posts").asInt()).isEqualTo(8);
    }

    @Test
    void runsBeyondTheNewestPostOnlyWhenAskedTo() {
        assertThat(server.json("/api/v1/tickers/MSFT/bars?interval=1d&to=2014-02-01")
                        .get("bars"))
                .hasSize(6);
    }

    @Test
    void givesTheNewestBarsOldestFirst() {
        JsonNode series = server.json("/api/v1/tickers/AAPL/bars?interval=1h&limit=2");
        assertThat(series.get("bars").valueStream().map(bar -> bar.get("start").asString()))
                .containsExactly("2014-01-06T14:00:00Z", "2014-01-06T18:00:00Z");
        assertThat(series.get("to").asString()).isEqualTo("2014-01-06T19:00:00Z");
        assertThat(server.json("/api/v1/tickers/ZZZ/bars").get("bars")).isEmpty();
    }

    @Test
    void pagesThroughPostsNewestFirstWithoutLossOrRepetition() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = server.json("/api/v1/tickers/AAPL/posts?limit=2" + cursor);
            assertThat(page.get("total").asInt()).isEqualTo(5);
            page.get("posts").forEach(post -> ids.add(post.get("post_id").asString()));
            JsonNode next = page.get("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asString();
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(ids).containsExactly("1", "3", "2", "4", "at://did:plc:a/app.bsky.feed.post/5");
    }

    @ParameterizedTest
    @CsvSource({
        "include=all, 5",
        "include=originals, 4",
        "include=scored, 3",
        "label=positive, 2",
        "label=positive&include=scored, 1",
        "from=2014-01-06T18:20:00Z, 3",
        "to=2014-01-06T18:20:00Z, 2",
        "from=2014-01-06T18:20:00Z&to=2014-01-06T18:20:00Z, 0",
        "from=2014-01-06, 5",
        "from=2014-01-06T13:20:00-05:00, 3"
    })
    void showsThePostsBehindAPoint(String query, int posts) {
        JsonNode page = server.json("/api/v1/tickers/AAPL/posts?" + query);
        assertThat(page.get("total").asInt()).isEqualTo(posts);
        assertThat(page.get("posts")).hasSize(posts);
    }

    @Test
    void givesAPostWithItsEvidence() {
        JsonNode post =
                server.json("/api/v1/tickers/AAPL/posts?limit=1").get("posts").get(0);
        assertThat(post.get("created_at").asString()).isEqualTo("2014-01-06T18:29:10.123Z");
        assertThat(post.get("author_name").asString()).isEqualTo("ann");
        assertThat(post.get("link_reason").asString()).isEqualTo("cashtag $AAPL");
        assertThat(post.get("p_positive").asDouble()).isEqualTo(0.5);
        assertThat(post.get("url").asString()).isEqualTo("https://x.com/ann/status/1");
    }

    @Test
    void givesNoAddressOfAPostThatIsMadeUp() {
        try (TestServer simulated = TestServer.start(settings -> settings.withSimulated(true))) {
            Seed.market(simulated.database);
            assertThat(simulated.json("/api/v1/tickers/AAPL/posts").get("posts"))
                    .hasSize(5)
                    .allSatisfy(post -> assertThat(post.get("url").isNull()).isTrue());
        }
    }

    @Test
    void explainsAScoreByTheWordsThatMovedIt() {
        JsonNode explanation = server.json("/api/v1/posts/x/1/explanation?symbol=aapl");
        assertThat(explanation.get("score").asDouble()).isEqualTo(0.5);
        assertThat(explanation.get("model").asString()).isEqualTo("model-1");
        assertThat(explanation.get("link").get("start").asInt()).isZero();
        assertThat(explanation.get("link").get("end").asInt()).isEqualTo(5);
        assertThat(explanation.get("contributions").valueStream().map(part -> part.get("text")
                        .asString()))
                .containsExactly("great", "awful");
    }

    @Test
    void findsAPostWhoseIdIsAnAddress() {
        JsonNode explanation = server.json(
                "/api/v1/posts/x/at%3A%2F%2Fdid%3Aplc%3Aa%2Fapp.bsky.feed.post%2F5/explanation?symbol=AAPL");
        assertThat(explanation.get("label").asString()).isEqualTo("negative");
    }
}
