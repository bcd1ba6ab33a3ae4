package io.tickvox.sources.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.FakeYahoo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YahooContractTest extends SourceContract {
    private static final class YahooRig implements Rig {
        private final FakeYahoo api;
        private final TestTiming timing;
        private final List<String> said = new ArrayList<>();

        YahooRig(TestTiming timing) {
            this.timing = timing;
            this.api = new FakeYahoo(timing.clock());
        }

        @Override
        public SourceFactory factory() {
            return new YahooFactory();
        }

        @Override
        public FakeServer server() {
            return api.server();
        }

        @Override
        public Map<String, String> settings(String secret) {
            return Map.of("base-url", api.uri().toString());
        }

        @Override
        public void say(int count) {
            for (int i = 0; i < count; i++) {
                timing.hand().advance(Duration.ofMinutes(1));
                Instant minute = timing.clock().instant().truncatedTo(ChronoUnit.MINUTES);
                bar("AAPL", minute, 100 + said.size());
            }
        }

        private void bar(String symbol, Instant minute, double close) {
            api.bar(symbol, minute, close, 10);
            said.add("quote " + symbol + " " + minute + " " + close + " 10.0");
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
        return new YahooRig(timing);
    }

    @Test
    void landsNothingTwiceWhileNothingChanges() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        int asked = rig().server().requests().size();
        eventually().until(() -> rig().server().requests().size() > asked + 20);

        assertThat(landing.records()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void goesOnWithoutATickerThatTheApiDoesNotKnow() {
        symbols.change(List.of("NOSUCH", "AAPL"));
        start();
        rig().say(2);

        awaitAll();
        eventually().untilAsserted(() -> assertThat(report().detail()).contains("unknown there: NOSUCH"));
    }

    @Test
    void saysWhatLiesBeyondTheApisReachIsLost() {
        start().close();
        timing.hand().advance(Duration.ofDays(20));
        var running = start();
        awaitState(SourceState.LIVE);
        running.commit();

        assertThat(store.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.end()).isNotNull();
            assertThat(Duration.between(gap.start(), gap.end())).isBetween(Duration.ofDays(12), Duration.ofDays(14));
        });
    }

    @Test
    void namesSharesOfAClassAsYahooDoes() {
        symbols.change(List.of("BRK.B"));
        start();

        eventually().until(() -> rig().server().requests().stream()
                .anyMatch(request -> request.path().equals("/v8/finance/chart/BRK-B")));
    }
}
