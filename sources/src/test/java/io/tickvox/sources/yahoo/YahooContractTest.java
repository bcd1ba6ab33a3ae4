package io.tickvox.sources.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.FakeRig;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeYahoo;
import io.tickvox.testkit.fake.Fault;
import io.tickvox.testkit.fake.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class YahooContractTest extends SourceContract {
    private static final class YahooRig extends FakeRig<FakeYahoo> {
        YahooRig(TestTiming timing) {
            super(timing, new YahooFactory(), new FakeYahoo(timing.clock()), Duration.ofMinutes(1));
        }

        @Override
        public Map<String, String> settings(String secret) {
            return Map.of(
                    "base-url", fake.uri().toString(),
                    "cookie-url", fake.cookieUri().toString());
        }

        @Override
        public List<Budget> budgets() {
            return List.of(new Budget("calls", 1_800, Duration.ofHours(1), request -> true));
        }

        @Override
        protected String sayNext(int n) {
            Instant minute = timing.clock().instant().truncatedTo(ChronoUnit.MINUTES);
            double close = 100 + n;
            fake.bar("AAPL", minute, close, 10);
            return "quote AAPL " + minute + " " + close + " 10.0";
        }

        @Override
        public boolean landsOnce() {
            return false;
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
    void comesRoundToEveryTickerWhereLittleIsAllowed() {
        List<String> many =
                IntStream.range(0, 20).mapToObj(i -> "T" + letters(i)).toList();
        symbols.change(many);
        yahoo().allow(10, Duration.ofMinutes(5));
        many.forEach(symbol -> trade(symbol, 5.5));
        start();

        many.forEach(symbol -> awaitQuote(symbol, 5.5));
    }

    @Test
    void comesRoundToEveryTickerThoughItIsStoppedAgainAndAgain() {
        List<String> many =
                IntStream.range(0, 6).mapToObj(i -> "T" + letters(i)).toList();
        symbols.change(many);
        yahoo().allow(2, Duration.ofMinutes(5));
        many.forEach(symbol -> trade(symbol, 5.5));
        for (int i = 0; i < 4; i++) {
            Intakes running = start();
            int expected = 2 * i + 2;
            eventually().until(() -> landing.records().size() >= expected);
            running.close();
            timing.hand().advance(Duration.ofMinutes(6));
        }

        many.forEach(symbol -> awaitQuote(symbol, 5.5));
    }

    @Test
    void asksAgainSoonForATickerWhoseCallFailedWhileNothingIsTraded() {
        symbols.change(List.of("AAPL", "TSLA"));
        awaitTheClose();
        yahoo().server().misbehave(Fault.SERVER_ERROR, 1);
        timing.hold();
        start();
        Instant end = timing.clock().instant().plus(Duration.ofMinutes(10));

        eventually().until(() -> {
            timing.hand().advance(Duration.ofMillis(500));
            return asked("/v8/finance/chart/AAPL") == 2;
        });
        assertThat(timing.clock().instant()).isBefore(end);
    }

    @Test
    void goesOnBehindABarOfATimeThatIsStillToCome() {
        symbols.change(List.of("AAPL"));
        yahoo().mistimeOnce();
        start();
        rig().say(1);
        eventually()
                .untilAsserted(() -> assertThat(landing.records()).anyMatch(record -> record.contains(" 2100-01-01T")));
        rig().say(2);

        awaitAll();
    }

    @Test
    void goesOnAfterAMarkOfATimeThatIsStillToCome() {
        symbols.change(List.of("AAPL"));
        String mark = "4102444800@" + TestTiming.START.toEpochMilli();
        store.remember("yahoo", Map.of("position", new Position(TestTiming.START, Map.of("AAPL", mark)).text()));
        start();
        rig().say(2);

        awaitAll();
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
    void asksAgainForATickerThatTheApiMayHaveComeToKnow() {
        symbols.change(List.of("NOSUCH", "AAPL"));
        start();
        eventually().untilAsserted(() -> assertThat(report().detail()).contains("unknown there: NOSUCH"));
        timing.hand().advance(Duration.ofHours(6));
        yahoo().list("NOSUCH");
        trade("NOSUCH", 7.5);

        awaitQuote("NOSUCH", 7.5);
        eventually().untilAsserted(() -> assertThat(report().detail()).doesNotContain("unknown"));
    }

    @Test
    void aRangeThatIsRefusedOnceDropsNoTicker() {
        symbols.change(List.of("AAPL"));
        start();
        awaitState(SourceState.LIVE);
        yahoo().refuseARange();
        rig().say(1);

        awaitAll();
        assertThat(report().detail()).doesNotContain("unknown");
    }

    @Test
    void isNotLiveWhileNoCallIsUnderstood() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        yahoo().misunderstand("AAPL", "TSLA");
        rig().say(1);
        timing.hold();
        eventually().until(() -> {
            timing.hand().advance(Duration.ofSeconds(5));
            return report().state() == SourceState.UNREACHABLE;
        });
        assertThat(report().detail()).contains("400").contains("Something is wrong with the request");
        int asked = rig().server().requests().size();
        Set<SourceState> states = EnumSet.noneOf(SourceState.class);
        eventually().until(() -> {
            timing.hand().advance(Duration.ofSeconds(5));
            states.add(report().state());
            return rig().server().requests().size() > asked + 5;
        });
        assertThat(states).containsExactly(SourceState.UNREACHABLE);
        running.commit();
        assertThat(store.gaps()).hasSize(1);
        yahoo().misunderstand();
        timing.release();

        awaitAll();
        awaitState(SourceState.LIVE);
    }

    @Test
    void goesOnWithoutATickerOfWhichNoCallIsUnderstood() {
        yahoo().misunderstand("AAPL");
        start();
        trade("TSLA", 5.5);
        awaitQuote("TSLA", 5.5);
        eventually().untilAsserted(() -> assertThat(report().detail()).contains("not understood there: AAPL"));
        awaitState(SourceState.LIVE);
        yahoo().misunderstand();
        rig().say(1);

        awaitAll();
        eventually().untilAsserted(() -> assertThat(report().detail()).doesNotContain("not understood"));
        assertThat(store.gaps()).isEmpty();
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

    private FakeYahoo yahoo() {
        return ((YahooRig) rig()).fake();
    }

    /** A watchlist whose charts do not all come round in a minute. */
    private void followMany() {
        symbols.change(
                Stream.concat(Stream.of("AAPL", "BRK.B"), IntStream.range(0, 70).mapToObj(i -> "T" + letters(i)))
                        .toList());
    }

    private static String letters(int i) {
        return "" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
    }

    private long asked(String path) {
        return askedAt(path).size();
    }

    /** When each request of {@code path} came. */
    private List<Instant> askedAt(String path) {
        return rig().server().requests().stream()
                .filter(request -> request.path().equals(path))
                .map(Request::at)
                .toList();
    }

    private void awaitQuote(String symbol, double price) {
        eventually().untilAsserted(() -> assertThat(landing.records())
                .as(report().detail())
                .anyMatch(record ->
                        record.startsWith("quote " + symbol + " ") && record.contains(" " + price + " 77.0")));
    }

    private void trade(String symbol, double price) {
        yahoo().bar(symbol, timing.clock().instant().truncatedTo(ChronoUnit.MINUTES), price, 77);
    }

    @Test
    void asksForTheQuotesOfALongWatchlistWithACrumb() {
        followMany();
        trade("TAB", 12.5);
        trade("BRK-B", 500.25);
        start();

        awaitQuote("TAB", 12.5);
        awaitQuote("BRK.B", 500.25);
        awaitState(SourceState.LIVE);
        assertThat(asked("/v1/test/getcrumb")).isEqualTo(1);
        assertThat(asked("/cookies")).isEqualTo(1);
    }

    @Test
    void asksForNoQuotesWhileChartsComeRoundInTime() {
        start();
        rig().say(3);
        awaitAll();

        assertThat(asked("/v7/finance/quote")).isZero();
        assertThat(asked("/v1/test/getcrumb")).isZero();
    }

    @Test
    void agreesToCookiesWhereItIsAsked() {
        yahoo().askForConsent();
        followMany();
        trade("TAC", 3.5);
        start();

        awaitQuote("TAC", 3.5);
        assertThat(asked("/v2/collectConsent")).isEqualTo(1);
    }

    @Test
    void fetchesANewCrumbWhenTheOldOneHasExpired() {
        followMany();
        trade("TAD", 1.5);
        start();
        awaitQuote("TAD", 1.5);
        yahoo().expireCrumbs();

        eventually().until(() -> asked("/v1/test/getcrumb") == 2);
        trade("TAD", 2.5);
        awaitQuote("TAD", 2.5);
        assertThat(store.gaps()).isEmpty();
    }

    @Test
    void showsACrumbForChartsWhereTheyAreGuarded() {
        yahoo().guardCharts();
        start();
        rig().say(2);

        awaitAll();
        assertThat(asked("/v1/test/getcrumb")).isEqualTo(1);
    }

    @Test
    void neverTakesTheWordsForTooManyRequestsForACrumb() {
        yahoo().limitCrumbs(true);
        yahoo().guardCharts();
        timing.hold();
        start();

        awaitState(SourceState.RATE_LIMITED);
        assertThat(report().detail()).contains("Too Many Requests");
        assertThat(Duration.between(TestTiming.START, rateLimitedUntil()))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        yahoo().limitCrumbs(false);
        timing.release();
        rig().say(1);

        awaitAll();
        assertThat(rig().server().requests())
                .noneMatch(request -> String.valueOf(request.parameter("crumb")).contains("Too Many"));
    }

    @Test
    void goesOnWithChartsWhereQuotesAreRefused() {
        followMany();
        start();
        awaitState(SourceState.LIVE);
        yahoo().forbidQuotes();
        rig().say(1);

        awaitAll();
        eventually().untilAsserted(() -> assertThat(report().detail()).contains("no quotes: "));
        assertThat(report().state()).isEqualTo(SourceState.LIVE);
    }

    /** Ten in the evening of New York. */
    private void awaitTheClose() {
        timing.hand().advance(Duration.ofHours(12));
    }

    @Test
    void asksForCryptoPairsAtAllHours() {
        symbols.change(List.of("AAPL", "BTC-USD"));
        awaitTheClose();
        start();

        eventually().until(() -> asked("/v8/finance/chart/BTC-USD") >= 25);
        Instant last = askedAt("/v8/finance/chart/BTC-USD").get(24);
        assertThat(askedAt("/v8/finance/chart/AAPL").stream().filter(at -> at.isBefore(last)))
                .hasSizeBetween(1, 3);
    }

    @Test
    void asksForAllAtOnceAfterARestartThoughNothingIsTraded() {
        awaitTheClose();
        Intakes first = start();
        eventually().until(() -> asked("/v8/finance/chart/AAPL") == 1 && asked("/v8/finance/chart/TSLA") == 1);
        awaitState(SourceState.LIVE);
        first.close();
        Instant left = timing.clock().instant();
        start();
        eventually().until(() -> asked("/v8/finance/chart/AAPL") >= 2 && asked("/v8/finance/chart/TSLA") >= 2);

        for (String symbol : List.of("AAPL", "TSLA")) {
            assertThat(askedAt("/v8/finance/chart/" + symbol).stream().filter(at -> !at.isBefore(left)))
                    .first()
                    .satisfies(at -> assertThat(at).isBefore(left.plus(Duration.ofMinutes(5))));
        }
    }

    @Test
    void takesUpAChangedWatchlistWhileNothingIsTraded() {
        awaitTheClose();
        timing.hold();
        start();
        eventually().until(() -> {
            timing.hand().advance(Duration.ofMillis(100));
            return asked("/v8/finance/chart/AAPL") == 1 && asked("/v8/finance/chart/TSLA") == 1;
        });
        AtomicInteger moves = new AtomicInteger();
        eventually().until(() -> {
            timing.hand().advance(Duration.ofMillis(100));
            return moves.incrementAndGet() == 100;
        });
        symbols.change(List.of("AAPL", "TSLA", "NVDA"));

        eventually().until(() -> {
            timing.hand().advance(Duration.ofMillis(100));
            return asked("/v8/finance/chart/NVDA") == 1;
        });
    }
}
