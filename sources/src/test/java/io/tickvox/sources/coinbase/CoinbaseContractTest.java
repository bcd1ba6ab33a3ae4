package io.tickvox.sources.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SocketRig;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.sources.net.WebSettings;
import io.tickvox.testkit.fake.FakeCoinbase;
import io.tickvox.testkit.fake.Fault;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoinbaseContractTest extends SourceContract {
    private static final class CoinbaseRig extends SocketRig<FakeCoinbase> {
        CoinbaseRig(TestTiming timing) {
            super(timing, new CoinbaseFactory(), new FakeCoinbase(timing.clock()));
        }

        @Override
        public Map<String, String> settings(String secret) {
            return Map.of("base-url", fake.uri().toString());
        }

        @Override
        protected String sayNext(int n) {
            return trade("BTC-USD", n);
        }

        private String trade(String pair, int n) {
            eventually().until(() -> fake.hears(pair));
            String price = 60_000 + n + ".5";
            fake.trade(pair, price, "0.01");
            return "quote " + pair + " " + timing.clock().instant() + " " + price + " 0.01";
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
    void tellsAsAGapWhatTheFeedMayHaveSaidWhileItStalled() {
        seeStallsSoon();
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        awaitAll();
        timing.hold();
        rig().server().misbehave(Fault.STALL, 1);
        rig().server().breakConnections();
        eventually().until(() -> {
            timing.hand().advance(Duration.ofMillis(100));
            return rig().server().faultsLeft() == 0;
        });
        Instant lost = timing.clock().instant();
        coinbase().trade("BTC-USD", 3);
        timing.hand().advance(Duration.ofMillis(900));
        awaitState(SourceState.UNREACHABLE);

        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).anySatisfy(gap -> {
                assertThat(gap.start()).isBeforeOrEqualTo(lost);
                assertThat(gap.end()).satisfiesAnyOf(end -> assertThat(end).isNull(), end -> assertThat(end)
                        .isAfter(lost));
            });
        });
    }

    @Test
    void tellsHowManyTradesOfAPairWereLostInAMomentWithoutConnection() {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        first.close();
        coinbase().fake().trade("BTC-USD", "60100.5", "0.01");
        coinbase().fake().trade("BTC-USD", "60101.5", "0.01");
        Intakes second = start();

        eventually().untilAsserted(() -> {
            second.commit();
            assertThat(store.gaps()).singleElement().satisfies(gap -> assertThat(gap.reason())
                    .isEqualTo("Trades of BTC-USD that did not come: 1"));
            assertThat(landing.records()).last().asString().contains("60101.5");
        });
    }

    @Test
    void followsAPairWhoseTradesAreCountedAnewOrHaveAnOddNumber() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        coinbase().fake().countFrom("BTC-USD", 9_000_000_000_000_000_000L);
        rig().say(1);
        coinbase().fake().countFrom("BTC-USD", 17);
        rig().say(3);

        awaitAll();
        running.commit();
        assertThat(store.gaps()).isEmpty();
        running.close();
        coinbase().fake().countFrom("BTC-USD", 5);
        start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        awaitAll();
        assertThat(landing.records()).doesNotHaveDuplicates();
    }

    @Test
    void waitsWhileNoPairIsAmongTheTickers() {
        symbols.change(List.of("AAPL"));
        Intakes running = start();
        awaitState(SourceState.DISABLED);
        assertThat(report().detail()).contains("no pair");
        assertThat(rig().server().requests()).isEmpty();
        symbols.change(List.of("ETH-USD"));
        coinbase().add(coinbase().trade("ETH-USD", 1));

        awaitAll();
        awaitState(SourceState.LIVE);
        symbols.change(List.of("AAPL"));
        awaitState(SourceState.DISABLED);
        symbols.change(List.of("BTC-USD"));
        coinbase().add(coinbase().trade("BTC-USD", 1));
        awaitAll();
        running.commit();
        assertThat(store.gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void followsTheOtherPairsWhereCoinbaseDoesNotKnowSome(boolean isTerse) {
        coinbase().fake().unlist(Set.of("YYY-EUR", "ZZZ-USD", "XBTC-USD"), isTerse);
        symbols.change(List.of("YYY-EUR", "BTC-USD", "XBTC-USD", "ETH-USD", "ZZZ-USD"));
        start();
        coinbase().add(coinbase().trade("BTC-USD", 1));
        coinbase().add(coinbase().trade("ETH-USD", 2));

        awaitAll();
        awaitState(SourceState.LIVE);
        assertThat(report().detail())
                .isEqualTo("trades of BTC-USD, ETH-USD; unknown there: XBTC-USD, YYY-EUR, ZZZ-USD");
        assertThat(rig().server().requests()).hasSize(1);
        symbols.change(List.of("ZZZ-USD"));
        awaitState(SourceState.DISABLED);
        assertThat(report().detail()).endsWith("; unknown there: XBTC-USD, YYY-EUR, ZZZ-USD");
    }

    @Test
    void isNotLiveBeforeCoinbaseHasSaidWhatItFollows() {
        coinbase().fake().quiet(true);
        start();
        eventually().until(() -> coinbase().fake().hears("BTC-USD"));
        eventually().until(() -> rig().server().requests().size() == 2);

        assertThat(report().detail()).contains("Neither trades nor heartbeats");
        assertThat(report().state()).isEqualTo(SourceState.UNREACHABLE);
        coinbase().fake().quiet(false);
        rig().server().breakConnections();
        awaitState(SourceState.LIVE);
    }

    @Test
    void leavesAFeedThatStandsStillAndTellsTheGapFromItsLastMessageOn() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        timing.hold();
        coinbase().fake().quiet(true);
        rig().say(1);
        Instant quiet = timing.clock().instant();
        timing.hand().advance(Duration.ofSeconds(50));
        awaitState(SourceState.UNREACHABLE);

        assertThat(report().detail()).contains("Neither trades nor heartbeats");
        running.commit();
        assertThat(store.gaps()).singleElement().satisfies(gap -> assertThat(gap.start())
                .isBeforeOrEqualTo(quiet));
    }

    @Test
    void countsAPairAsLiveForLongerThanItsSocketMayBeSilent() {
        SourceSettings settings = new SourceSettings(rig().settings(""));
        Duration silence =
                WebSettings.of("tickvox-test", ProxySelector.getDefault()).silence();

        assertThat(new CoinbaseFactory().create(settings, environment()).freshness())
                .isGreaterThan(silence.plusSeconds(10));
    }
}
