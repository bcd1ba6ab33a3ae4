package io.tickvox.sources.yahoo;

import io.tickvox.sources.live.SocketRig;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeYahooStreamer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YahooStreamContractTest extends SourceContract {
    private static final class StreamerRig extends SocketRig<FakeYahooStreamer> {
        StreamerRig(TestTiming timing) {
            super(timing, new YahooStreamFactory(), new FakeYahooStreamer(timing.clock()));
        }

        @Override
        public Map<String, String> settings(String secret) {
            return Map.of("base-url", fake.uri().toString());
        }

        @Override
        protected String sayNext(int n) {
            return price("AAPL", 100 + n);
        }

        private String price(String symbol, float price) {
            eventually().until(() -> fake.hears(symbol));
            fake.price(symbol, price);
            return "quote " + symbol + " " + timing.clock().instant() + " " + price + " null";
        }

        /** Charts have the bars. */
        @Override
        public boolean fillsGaps() {
            return true;
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
        StreamerRig streamer = (StreamerRig) rig();
        streamer.add(streamer.price("NVDA", 100));
        awaitAll();
        eventually().until(() -> !streamer.fake().hears("AAPL"));
    }
}
