package io.tickvox.sources.stocktwits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.FakeStockTwits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockTwitsContractTest extends SourceContract {
    private static final class StockTwitsRig implements Rig {
        private final FakeStockTwits api;
        private final List<String> said = new ArrayList<>();

        StockTwitsRig(TestTiming timing) {
            api = new FakeStockTwits(timing.clock());
        }

        @Override
        public SourceFactory factory() {
            return new StockTwitsFactory();
        }

        @Override
        public FakeServer server() {
            return api.server();
        }

        @Override
        public Map<String, String> settings(String secret) {
            return Map.of("base-url", api.uri().toString(), "access-token", secret);
        }

        @Override
        public void say(int count) {
            for (int i = 0; i < count; i++) {
                say(said.size() % 3 == 0 ? "TSLA" : "AAPL");
            }
        }

        private void say(String symbol) {
            String body = "$" + symbol + " number " + said.size();
            said.add("post " + api.say(symbol, body) + " " + body);
        }

        @Override
        public List<String> said() {
            return said;
        }

        @Override
        public boolean landsOnce() {
            return false;
        }

        @Override
        public void close() {
            api.close();
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
        assertThat(stockTwits().api.callsBeyondTheLimit()).isZero();
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
}
