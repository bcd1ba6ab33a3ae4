package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MarketEndpointTest {
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

    @Test
    void standsAtTheNewestPostThoughDailyPricesRunOn() {
        JsonNode market = server.json("/api/v1/market");
        assertThat(market.get("as_of").asString()).isEqualTo("2014-01-06T18:30:00Z");
        assertThat(market.get("from").asString()).isEqualTo("2014-01-05T19:00:00Z");
        assertThat(market.get("window").asString()).isEqualTo("1d");
        assertThat(market.get("rows").valueStream().map(row -> row.get("symbol").asString()))
                .containsExactly("AAPL", "MSFT");
    }

    @Test
    void sumsTheWindowAndSetsItBesideWhatCameBefore() {
        JsonNode apple = row("1d", "AAPL");
        assertThat(apple.get("name").asString()).isEqualTo("Apple");
        assertThat(apple.get("posts").asInt()).isEqualTo(8);
        assertThat(apple.get("originals").asInt()).isEqualTo(7);
        assertThat(apple.get("noise").asInt()).isEqualTo(1);
        assertThat(apple.get("scored").asInt()).isEqualTo(5);
        assertThat(apple.get("score").asDouble()).isEqualTo(0.22);
        assertThat(apple.get("score_change").asDouble()).isEqualTo(0.32);
        // The sessions of 31 December to 3 January, four days from close to close, hold 24 posts.
        assertThat(apple.get("posts_norm").asDouble()).isEqualTo(6);
        assertThat(apple.get("posts_ratio").asDouble()).isEqualTo(1.333);
    }

    @Test
    void takesTheLastTradeAgainstThePreviousClose() {
        JsonNode apple = row("1d", "AAPL");
        assertThat(apple.get("price").asDouble()).isEqualTo(77.7);
        assertThat(apple.get("price_at").asString()).isEqualTo("2014-01-06T18:30:00Z");
        assertThat(apple.get("change_pct").asDouble()).isCloseTo(100 * (77.7 / 77.28 - 1), within(1e-4));
    }

    @Test
    void takesTheLastDailyCloseThatWasKnownWhereThereAreNoTrades() {
        JsonNode microsoft = row("1d", "MSFT");
        assertThat(microsoft.get("price").asDouble()).isEqualTo(36.91);
        assertThat(microsoft.get("price_at").asString()).isEqualTo("2014-01-03T21:00:00Z");
        assertThat(microsoft.get("change_pct").asDouble()).isCloseTo(100 * (36.91 / 37.16 - 1), within(1e-4));
    }

    @Test
    void givesNoScoreFromFewerThanThreePosts() {
        JsonNode microsoft = row("1d", "MSFT");
        assertThat(microsoft.get("posts").asInt()).isEqualTo(2);
        assertThat(microsoft.get("scored").asInt()).isEqualTo(2);
        assertThat(microsoft.get("score").isNull()).isTrue();
        assertThat(microsoft.get("score_change").isNull()).isTrue();
        assertThat(microsoft.get("posts_norm").asDouble()).isZero();
        assertThat(microsoft.get("posts_ratio").isNull()).isTrue();
    }

    @Test
    void drawsTheSparklineUpToTheNewestData() {
        JsonNode spark = row("1d", "AAPL").get("spark");
        assertThat(spark).hasSize(24);
        assertThat(spark.get(0).get("t").asString()).isEqualTo("2014-01-05T19:00:00Z");
        assertThat(spark.get(0).get("price").asDouble()).isEqualTo(77.28);
        assertThat(spark.get(0).get("posts").asInt()).isZero();
        assertThat(spark.get(19).get("posts").asInt()).isEqualTo(5);
        assertThat(spark.get(19).get("score").asDouble()).isEqualTo(0.3);
        assertThat(spark.get(23).get("t").asString()).isEqualTo("2014-01-06T18:00:00Z");
        assertThat(spark.get(23).get("price").asDouble()).isEqualTo(77.7);
        assertThat(spark.get(23).get("score").isNull()).isTrue();
    }

    @Test
    void looksAnHourBackByTheMinute() {
        JsonNode apple = row("1h", "AAPL");
        assertThat(apple.get("posts").asInt()).isEqualTo(3);
        assertThat(apple.get("score").isNull()).isTrue();
        assertThat(apple.get("spark")).hasSize(30);
        assertThat(apple.get("spark").get(29).get("posts").asInt()).isEqualTo(3);
        // Five posts in the 19 whole hours from 22:00 to 17:00.
        assertThat(apple.get("posts_norm").asDouble()).isEqualTo(0.263);
    }

    @Test
    void showsTheWholeWatchlistAndNothingElseThoughItChanges() {
        AtomicReference<List<String>> watchlist = new AtomicReference<>(List.of("ZZZ", "AAPL"));
        try (TestServer watching = TestServer.start(settings ->
                settings.withWatchlist(() -> Optional.of(watchlist.get())).withSimulated(true))) {
            JsonNode empty = watching.json("/api/v1/market");
            assertThat(empty.get("as_of").isNull()).isTrue();
            assertThat(empty.get("rows")).hasSize(2);
            Seed.market(watching.database);
            JsonNode market = watching.json("/api/v1/market");
            assertThat(market.get("simulated").asBoolean()).isTrue();
            assertThat(market.get("rows").valueStream().map(row -> row.get("symbol")
                            .asString()))
                    .containsExactly("AAPL", "ZZZ");
            assertThat(market.get("rows").get(1).get("name").asString()).isEqualTo("ZZZ");
            assertThat(market.get("rows").get(1).get("price").isNull()).isTrue();
            watchlist.set(List.of("AAPL"));
            assertThat(watching.json("/api/v1/market").get("rows")).hasSize(1);
        }
    }

    @Test
    void sendsNothingWhereNothingHasChanged() {
        HttpResponse<String> first = server.get("/api/v1/market");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.get("/api/v1/market", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(server.get("/api/v1/market?window=1h", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesTheRowsThatAreNamedWhateverTheWatchlistIs() {
        try (TestServer watching =
                TestServer.start(settings -> settings.withWatchlist(() -> Optional.of(List.of("AAPL"))))) {
            Seed.market(watching.database);
            JsonNode rows = watching.json("/api/v1/market?symbols=msft,zzz").get("rows");
            assertThat(rows.valueStream().map(row -> row.get("symbol").asString()))
                    .containsExactly("MSFT", "ZZZ");
            assertThat(rows.get(0)).isEqualTo(row("1d", "MSFT"));
        }
    }

    private static JsonNode row(String window, String symbol) {
        return server.json("/api/v1/market?window=" + window)
                .get("rows")
                .valueStream()
                .filter(row -> row.get("symbol").asString().equals(symbol))
                .findFirst()
                .orElseThrow();
    }
}
