package io.tickvox.sources.finnhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SocketRig;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeFinnhub;
import io.tickvox.testkit.fake.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FinnhubContractTest extends SourceContract {
    private static final class FinnhubRig extends SocketRig<FakeFinnhub> {
        FinnhubRig(TestTiming timing) {
            super(timing, new FinnhubFactory(), new FakeFinnhub(timing.clock()));
        }

        @Override
        public Map<String, String> settings(String secret) {
            fake.accepts(secret);
            return Map.of(
                    "base-url", fake.restUri().toString(),
                    "socket-url", fake.socketUri().toString(),
                    "token", secret);
        }

        @Override
        public List<Budget> budgets() {
            return List.of(new Budget("calls", 60, Duration.ofMinutes(1), request -> request.path()
                    .endsWith("/quote")));
        }

        @Override
        protected String sayNext(int n) {
            eventually().until(() -> fake.heard().contains("AAPL"));
            double price = 100 + n;
            fake.trade("AAPL", price, 7.5);
            return key("AAPL", timing.clock().instant().toString(), price, 7.5);
        }

        static String key(String symbol, String at, double price, double volume) {
            return "quote " + symbol + " " + at + " " + price + " " + volume;
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new FinnhubRig(timing);
    }

    private FakeFinnhub finnhub() {
        return ((FinnhubRig) rig()).fake();
    }

    private List<Request> quotes() {
        return finnhub().server().requests().stream()
                .filter(request -> request.path().endsWith("/quote"))
                .toList();
    }

    @Test
    void keepsIdenticalTradesAndThoseOutOfOrder() {
        start();
        eventually().until(() -> finnhub().heard().containsAll(List.of("AAPL", "TSLA")));
        long millis = timing.clock().millis();
        finnhub()
                .say(
                        "AAPL",
                        "{\"data\":[" + FakeFinnhub.trade("AAPL", 10, 1, millis) + ","
                                + FakeFinnhub.trade("TSLA", 20, 2, millis - 5) + ","
                                + FakeFinnhub.trade("AAPL", 10, 1, millis) + "],\"type\":\"trade\"}");
        finnhub().say("AAPL", "{\"type\":\"ping\"}");
        finnhub().say("AAPL", "{\"type\":\"news\"}");

        eventually().until(() -> landing.records().size() == 4);
        String twice = FinnhubRig.key("AAPL", timing.clock().instant().toString(), 10.0, 1.0);
        assertThat(landing.records().subList(0, 3))
                .containsOnlyOnce(FinnhubRig.key(
                        "TSLA", timing.clock().instant().minusMillis(5).toString(), 20.0, 2.0));
        assertThat(landing.records()).filteredOn(twice::equals).hasSize(2);
        assertThat(landing.records().get(3)).startsWith("rejection");
    }

    @Test
    void subscribesAgainOnANewSocketAndToAChangedWatchlist() {
        start();
        eventually().until(() -> finnhub().heard().equals(Set.of("AAPL", "TSLA")));
        finnhub().server().breakConnections();
        eventually()
                .until(() -> finnhub().server().requests().stream()
                                .filter(request -> request.path().equals("/"))
                                .count()
                        >= 2);
        symbols.change(List.of("TSLA", "NVDA", "BTC-USD"));

        eventually().until(() -> finnhub().heard().equals(Set.of("TSLA", "NVDA")));
        awaitState(SourceState.LIVE);
        assertThat(finnhub().sockets()).isEqualTo(1);
    }

    @Test
    void asksForQuotesOfWhatThePlanGivesNoTradesOfOneASecond() {
        finnhub().most(2);
        finnhub().quote("MSFT", 400.5);
        finnhub().quote("NVDA", 90);
        symbols.change(List.of("AAPL", "TSLA", "MSFT", "NVDA"));
        start();
        eventually().until(() -> finnhub().heard().equals(Set.of("AAPL", "TSLA")));
        awaitState(SourceState.LIVE);
        for (int i = 0; i < 6; i++) {
            int asked = quotes().size();
            timing.hand().advance(Duration.ofMillis(1_300));
            eventually().until(() -> quotes().size() > asked);
        }

        assertThat(report().detail()).contains("trades of 2 tickers").contains("quotes of 2");
        eventually().untilAsserted(() -> assertThat(landing.records())
                .anyMatch(record -> record.startsWith("quote MSFT") && record.contains("400.5"))
                .anyMatch(record -> record.startsWith("quote NVDA")));
        List<Request> asked = quotes();
        for (int i = 1; i < asked.size(); i++) {
            assertThat(Duration.between(asked.get(i - 1).at(), asked.get(i).at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void tellsWhichTickersItSeesNothingOfWhileQuotesAreRefused() {
        finnhub().most(1);
        finnhub().refuseQuotes(true);
        finnhub().quote("TSLA", 400.5);
        Intakes running = start();
        awaitState(SourceState.LIVE);
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(5));
            running.commit();
            assertThat(report().detail())
                    .startsWith("trades of 1 ticker, as many as the plan allows, and quotes of 1; no quotes of 1: ")
                    .contains("403");
            assertThat(store.gaps())
                    .anyMatch(gap -> "TSLA".equals(gap.symbol())
                            && gap.reason().startsWith("No quotes: ")
                            && Duration.between(gap.start(), gap.end()).toSeconds() >= 30);
        });
        finnhub().refuseQuotes(false);

        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(5));
            assertThat(report().detail()).endsWith("and quotes of 1");
            assertThat(landing.records()).anyMatch(record -> record.startsWith("quote TSLA"));
        });
    }

    @Test
    void setsATickerAsideThatFinnhubRefusesAsIfTheKeyWereWrong() {
        finnhub().unknown("ZZZZ");
        finnhub().quote("TSLA", 400.5);
        symbols.change(List.of("AAPL", "ZZZZ", "TSLA"));
        start();

        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(5));
            assertThat(report().state()).as(report().detail()).isEqualTo(SourceState.LIVE);
            assertThat(report().detail()).isEqualTo("trades of 3 tickers; unknown there: ZZZZ");
            assertThat(landing.records()).anyMatch(record -> record.startsWith("quote TSLA"));
        });
        rig().say(1);
        awaitAll();
        assertThat(quotes().stream().filter(request -> "ZZZZ".equals(request.parameter("symbol"))))
                .hasSize(1);
        assertThat(finnhub().server().requests().stream()
                        .filter(request -> request.path().equals("/")))
                .hasSize(1);
    }

    @Test
    void hasSeenNothingThatWasSaidAfterTheLastFrame() {
        start();
        awaitState(SourceState.LIVE);
        finnhub().quiet(true);
        rig().say(1);
        awaitAll();
        Duration silence = Duration.ofSeconds(100);
        timing.hand().advance(silence);
        symbols.change(List.of("AAPL", "NVDA"));
        eventually().until(() -> finnhub().heard().contains("NVDA"));
        symbols.change(List.of("AAPL", "MSFT"));
        eventually().until(() -> finnhub().heard().contains("MSFT"));

        assertThat(report().lag()).isGreaterThanOrEqualTo(silence);
        assertThat(report().state()).isEqualTo(SourceState.LIVE);
    }

    @Test
    void waitsWhileNoShareIsAmongTheTickers() {
        symbols.change(List.of("BTC-USD"));
        start();
        awaitState(SourceState.DISABLED);
        assertThat(report().detail()).contains("no share such as AAPL").contains("symbols");
        assertThat(finnhub().server().requests()).isEmpty();
        symbols.change(List.of("BTC-USD", "AAPL"));
        rig().say(1);
        awaitAll();
        awaitState(SourceState.LIVE);
        assertThat(report().detail()).isEqualTo("trades of 1 ticker");
        symbols.change(List.of("BTC-USD"));

        awaitState(SourceState.DISABLED);
        eventually().until(() -> finnhub().sockets() == 0);
    }

    @Test
    void saysThatTheKeyIsWrongWhereOnlyQuotesTellIt() {
        start();
        awaitState(SourceState.LIVE);
        timing.hold();
        finnhub().accepts("another");
        symbols.change(List.of("AAPL", "TSLA", "NVDA"));
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(2));
            assertThat(report().state()).isEqualTo(SourceState.REFUSED);
        });

        assertThat(report().detail()).contains("401").contains("sources.finnhub.token");
    }

    @Test
    void saysThatTheKeyIsWrong() {
        start();
        awaitState(SourceState.LIVE);
        finnhub().accepts("another");
        timing.hold();
        finnhub().server().breakConnections();
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(20));
            assertThat(report().state()).isEqualTo(SourceState.REFUSED);
        });

        assertThat(report().detail()).contains("401").contains("sources.finnhub.token");
    }
}
