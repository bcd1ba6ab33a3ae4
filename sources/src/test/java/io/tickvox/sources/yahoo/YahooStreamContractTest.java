package io.tickvox.sources.yahoo;

import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.FakeYahooStreamer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YahooStreamContractTest extends SourceContract {
    private static final class StreamerRig implements SocketRig {
        private final FakeYahooStreamer api;
        private final TestTiming timing;
        private final List<String> said = new ArrayList<>();

        StreamerRig(TestTiming timing) {
            this.timing = timing;
            this.api = new FakeYahooStreamer(timing.clock());
        }

        @Override
        public SourceFactory factory() {
            return new YahooStreamFactory();
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
                say("AAPL");
            }
        }

        private void say(String symbol) {
            eventually().until(() -> api.hears(symbol));
            timing.hand().advance(Duration.ofMillis(1));
            float price = 100 + said.size();
            api.price(symbol, price);
            said.add("quote " + symbol + " " + timing.clock().instant() + " " + price + " null");
        }

        @Override
        public List<String> said() {
            return said;
        }

        /** Charts have the bars. */
        @Override
        public boolean fillsGaps() {
            return true;
        }

        @Override
        public void close() {
            api.close();
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new StreamerRig(timing);
    }

    @Test
    void followsAChangedWatchlistOnTheSameSocket() {
        start();
        awaitState(SourceState.LIVE);
        symbols.change(List.of("NVDA"));
        ((StreamerRig) rig()).say("NVDA");
        awaitAll();
        eventually().until(() -> !((StreamerRig) rig()).api.hears("AAPL"));
    }
}
