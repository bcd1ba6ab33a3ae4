package io.tickvox.sources.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SocketRig;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceHarness;
import io.tickvox.sources.live.SourceReport;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeYahooStreamer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class YahooStreamContractTest extends SourceContract {
    private static final class StreamerRig extends SocketRig<FakeYahooStreamer> {
        StreamerRig(TestTiming timing) {
            super(timing, new YahooStreamFactory(), new FakeYahooStreamer(timing.clock()));
            add(tell("AAPL", 99));
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
            return tell(symbol, price);
        }

        private String tell(String symbol, float price) {
            fake.price(symbol, price);
            return "quote " + symbol + " " + timing.clock().instant() + " " + price + " null";
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new StreamerRig(timing);
    }

    /** Beside the charts, which have the bars. */
    @Nested
    class BesideTheCharts extends SourceHarness {
        @Override
        protected Rig open(TestTiming given) {
            return new StreamerRig(given);
        }

        @Override
        protected Set<String> enabled() {
            return Set.of("yahoo", "yahoo-stream");
        }

        @Test
        void leavesWhatItMissedToThem() {
            Intakes running = start();
            awaitState(SourceState.LIVE);
            timing.hold();
            rig().server().down();
            awaitState(SourceState.UNREACHABLE);
            timing.hand().advance(Duration.ofMinutes(10));
            running.commit();
            assertThat(store.gaps()).hasSize(1);
            rig().server().up();
            timing.release();
            awaitState(SourceState.LIVE);

            running.commit();
            assertThat(store.gaps()).isEmpty();
        }
    }

    @Test
    void leavesAStreamerThatStandsStillWhileSharesAreTraded() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        timing.hold();
        Instant lost = timing.clock().instant();
        timing.hand().advance(Duration.ofSeconds(121));
        awaitState(SourceState.UNREACHABLE);

        assertThat(report().detail()).contains("has sent no price for 120 s");
        running.commit();
        assertThat(store.gaps()).singleElement().satisfies(gap -> assertThat(gap.start())
                .isBeforeOrEqualTo(lost));
        timing.release();
        awaitState(SourceState.LIVE);
        running.commit();
        assertThat(store.gaps()).singleElement().satisfies(gap -> assertThat(gap.end())
                .isAfterOrEqualTo(lost.plusSeconds(121)));
    }

    @Test
    void doesNotServeBeforeTheFirstPriceWhileSharesAreTraded() {
        streamer().fake().forget();
        timing.hold();
        Intakes running = start();
        Set<SourceState> states = EnumSet.noneOf(SourceState.class);
        eventually().until(() -> {
            timing.hand().advance(Duration.ofSeconds(2));
            states.add(report().state());
            return waitsLong(report());
        });

        assertThat(states).doesNotContain(SourceState.LIVE, SourceState.CATCHING_UP);
        running.commit();
        assertThat(store.gaps()).singleElement().satisfies(gap -> assertThat(gap.start())
                .isEqualTo(TestTiming.START));
        timing.release();
        streamer().add(streamer().price("AAPL", 100));
        awaitState(SourceState.LIVE);
    }

    /** Whether the next try is more than ten seconds off. */
    private boolean waitsLong(SourceReport report) {
        String[] words = report.detail().split("Next try at ");
        return words.length == 2
                && Instant.parse(words[1]).isAfter(timing.clock().instant().plusSeconds(10));
    }

    private StreamerRig streamer() {
        return (StreamerRig) rig();
    }

    @Test
    void isLiveThroughTheSilenceOfTheNight() {
        timing.hand().advance(Duration.ofHours(10));
        start();
        awaitState(SourceState.LIVE);
        timing.hold();
        timing.hand().advance(Duration.ofHours(1));

        eventually()
                .until(() -> report().state() == SourceState.LIVE
                        && report().lag() != null
                        && report().lag().compareTo(LONG.plusSeconds(1)) <= 0);
        assertThat(rig().server().requests()).hasSize(1);
    }

    @Test
    void followsAChangedWatchlistOnTheSameSocket() {
        start();
        awaitState(SourceState.LIVE);
        symbols.change(List.of("NVDA"));
        StreamerRig streamer = streamer();
        streamer.add(streamer.price("NVDA", 100));
        awaitAll();
        eventually().until(() -> !streamer.fake().hears("AAPL"));
    }
}
