package io.tickvox.sources.stocktwits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.FakeRig;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeStockTwits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockTwitsContractTest extends SourceContract {
    private static final class StockTwitsRig extends FakeRig<FakeStockTwits> {
        StockTwitsRig(TestTiming timing) {
            super(timing, new StockTwitsFactory(), new FakeStockTwits(timing.clock()), Duration.ZERO);
        }

        @Override
        public Map<String, String> settings(String secret) {
            return Map.of("base-url", fake.uri().toString(), "access-token", secret);
        }

        @Override
        public List<Budget> budgets() {
            return List.of(new Budget("calls", 400, Duration.ofHours(1), request -> true));
        }

        @Override
        protected String sayNext(int n) {
            return sayOf(n % 3 == 0 ? "TSLA" : "AAPL", n);
        }

        private String sayOf(String symbol, int n) {
            String body = "$" + symbol + " number " + n;
            return "post " + fake.say(symbol, body) + " " + body;
        }

        private void say(String symbol) {
            add(sayOf(symbol, said().size()));
        }

        @Override
        public boolean landsOnce() {
            return false;
        }

        @Override
        public boolean landsUnreadable() {
            return true;
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new StockTwitsRig(timing);
    }

    private StockTwitsRig stockTwits() {
        return (StockTwitsRig) rig();
    }

    @AfterEach
    void keepsTheBudget() {
        assertThat(stockTwits().fake().callsBeyondTheLimit()).isZero();
    }

    @Test
    void worksThroughManyPagesOfABusyTicker() {
        start();
        awaitState(SourceState.LIVE);
        for (int i = 0; i < 200; i++) {
            stockTwits().say("TSLA");
        }
        awaitAll();
    }

    @Test
    void saysWhatLiesBeyondTheApisReachIsLost() {
        Intakes first = start();
        rig().say(1);
        awaitAll();
        awaitState(SourceState.LIVE);
        first.close();
        for (int i = 0; i < 900; i++) {
            timing.hand().advance(Duration.ofSeconds(1));
            stockTwits().say("AAPL");
        }
        timing.hand().advance(Duration.ofHours(2));
        Intakes second = start();
        List<String> reachable =
                rig().said().subList(rig().said().size() - 800, rig().said().size());
        eventually().untilAsserted(() -> assertThat(landing.records()).containsAll(reachable));
        eventually().untilAsserted(() -> {
            second.commit();
            assertThat(store.gaps())
                    .anyMatch(gap -> gap.end() != null && gap.reason().contains("AAPL"));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {999_999_999_999_999_999L, 900_000_000_000L})
    void goesOnBehindAMessageWhoseIdIsFarOutOfOrder(long id) {
        symbols.change(List.of("AAPL"));
        start();
        stockTwits().say("AAPL");
        awaitAll();
        stockTwits().fake().say("AAPL", "$AAPL", id);
        stockTwits().add("post " + id + " $AAPL");
        awaitAll();
        stockTwits().say("AAPL");

        awaitAll();
    }

    @ParameterizedTest
    @ValueSource(longs = {999_999_999_999_999_999L, 900_000_000_000L})
    void recoversFromAMarkBeyondAllMessages(long id) {
        symbols.change(List.of("AAPL"));
        String mark = id + "@" + TestTiming.START.toEpochMilli();
        store.remember("stocktwits", Map.of("position", new Position(TestTiming.START, Map.of("AAPL", mark)).text()));
        start();
        awaitState(SourceState.LIVE);
        stockTwits().say("AAPL");
        timing.hand().advance(Duration.ofHours(25));
        stockTwits().say("AAPL");

        awaitAll();
    }

    @Test
    void goesOnBehindAMessageWhoseIdIsFarBelowTheOthers() {
        symbols.change(List.of("AAPL"));
        for (int i = 0; i < 100; i++) {
            stockTwits().say("AAPL");
        }
        stockTwits().fake().say("AAPL", "$AAPL", 1);
        stockTwits().add("post 1 $AAPL");
        start();
        awaitAll();
        long asked = askedFor("AAPL");
        stockTwits().say("AAPL");
        awaitAll();
        eventually().until(() -> askedFor("AAPL") > asked + 10);

        assertThat(rig().server().requests().subList((int) asked, (int) asked + 10))
                .allSatisfy(request -> assertThat(request.parameter("since")).hasSize(9))
                .allSatisfy(request -> assertThat(request.parameter("max")).isNull());
    }

    @Test
    void recoversFromAMarkFarBelowAllMessages() {
        symbols.change(List.of("AAPL"));
        for (int i = 0; i < 100; i++) {
            stockTwits().say("AAPL");
        }
        timing.hand().advance(Duration.ofHours(1));
        Instant polledAt = timing.clock().instant();
        String mark = "1@" + polledAt.toEpochMilli();
        store.remember("stocktwits", Map.of("position", new Position(polledAt, Map.of("AAPL", mark)).text()));
        start();
        eventually().until(() -> askedFor("AAPL") > 10);

        assertThat(rig().server().requests())
                .allSatisfy(request -> assertThat(request.parameter("max")).isNull());
        assertThat(landing.records()).hasSize(30);
        stockTwits().say("AAPL");
        eventually().untilAsserted(() -> assertThat(landing.records()).hasSize(31));
    }

    @Test
    void followsAChangedWatchlistWithoutARestart() {
        start();
        awaitState(SourceState.LIVE);
        symbols.change(List.of("AAPL", "TSLA", "NVDA"));
        timing.hand().advance(Duration.ofSeconds(1));
        stockTwits().say("NVDA");

        awaitAll();
    }

    @Test
    void goesOnWithoutATickerThatTheApiDoesNotKnow() {
        symbols.change(List.of("NOSUCH", "AAPL", "TSLA"));
        start();
        rig().say(4);

        awaitAll();
        eventually().untilAsserted(() -> assertThat(report().detail()).contains("unknown there: NOSUCH"));
    }

    @Test
    void asksAgainForATickerThatTheApiMayHaveComeToKnow() {
        symbols.change(List.of("NOSUCH", "AAPL"));
        start();
        eventually().untilAsserted(() -> assertThat(report().detail()).contains("unknown there: NOSUCH"));
        long asked = askedFor("NOSUCH");
        timing.hand().advance(Duration.ofHours(6));
        stockTwits().fake().list("NOSUCH");
        stockTwits().say("NOSUCH");

        awaitAll();
        assertThat(askedFor("NOSUCH")).isGreaterThan(asked);
        eventually().untilAsserted(() -> assertThat(report().detail()).doesNotContain("unknown"));
    }

    private long askedFor(String symbol) {
        return rig().server().requests().stream()
                .filter(request -> request.path().endsWith("/" + symbol + ".json"))
                .count();
    }

    @Test
    void landsAPageWhoseMessagesCannotBeToldApart() {
        start();
        awaitState(SourceState.LIVE);
        stockTwits().fake().answerOnce("{\"messages\":[{\"body\":\"$AAPL up\"},{\"id\":\"x\",\"body\":\"$AAPL up\"}]}");
        rig().say(1);

        awaitAll();
        eventually().untilAsserted(() -> assertThat(landing.records())
                .filteredOn(record -> record.startsWith("rejection "))
                .hasSize(2));
    }

    @Test
    void landsAnAnswerThatIsNoPageAndAsksAgain() {
        start();
        awaitState(SourceState.LIVE);
        stockTwits().fake().answerOnce("<html>Back soon</html>");
        rig().say(1);

        awaitAll();
        eventually().untilAsserted(() -> assertThat(landing.records())
                .filteredOn(record -> record.startsWith("rejection "))
                .hasSize(1));
        awaitState(SourceState.LIVE);
    }
}
