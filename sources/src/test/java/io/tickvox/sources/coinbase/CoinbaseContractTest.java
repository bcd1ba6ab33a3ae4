package io.tickvox.sources.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeCoinbase;
import io.tickvox.testkit.fake.FakeServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoinbaseContractTest extends SourceContract {
    private static final class CoinbaseRig implements SocketRig {
        private final FakeCoinbase api;
        private final TestTiming timing;
        private final List<String> said = new ArrayList<>();

        CoinbaseRig(TestTiming timing) {
            this.timing = timing;
            this.api = new FakeCoinbase(timing.clock());
        }

        @Override
        public SourceFactory factory() {
            return new CoinbaseFactory();
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
                say("BTC-USD");
            }
        }

        private void say(String pair) {
            eventually().until(() -> api.hears(pair));
            timing.hand().advance(Duration.ofMillis(1));
            api.trade(pair, 60_000 + said.size() + ".5", "0.01");
            said.add("quote " + pair + " " + timing.clock().instant() + " " + (60_000 + said.size()) + ".5 0.01");
        }

        @Override
        public List<String> said() {
            return said;
        }

        @Override
        public void close() {
            api.close();
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        symbols.change(List.of("AAPL", "BTC-USD"));
        return new CoinbaseRig(timing);
    }

    private CoinbaseRig coinbase() {
        return (CoinbaseRig) rig();
    }

    @Test
    void landsNoTradeTwiceThoughTheFeedRepeatsTheLastOne() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        awaitAll();
        rig().server().breakConnections();
        eventually().until(() -> rig().server().requests().size() == 2);
        rig().say(1);

        awaitAll();
        assertThat(landing.records()).doesNotHaveDuplicates();
    }

    @Test
    void waitsWhileNoPairIsAmongTheTickers() {
        symbols.change(List.of("AAPL"));
        start();
        awaitState(SourceState.LIVE);
        assertThat(report().detail()).contains("no pair");
        symbols.change(List.of("ETH-USD"));
        coinbase().say("ETH-USD");

        awaitAll();
    }
}
