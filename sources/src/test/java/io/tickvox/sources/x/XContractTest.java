package io.tickvox.sources.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.FakeRig;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceHarness;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeX;
import io.tickvox.testkit.fake.FakeX.Lack;
import io.tickvox.testkit.fake.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class XContractTest extends SourceContract {
    private static final String RULE = "$AAPL OR $TSLA";

    private static final class XRig extends FakeRig<FakeX> {
        private final boolean landsOnce;
        private final boolean isOfStream;

        /** @param isKnown whether the rules are there from an earlier run, so that nothing overlaps */
        XRig(TestTiming timing, boolean isKnown, Lack... lacks) {
            this(timing, timing.clock(), isKnown, lacks);
        }

        /** @param clock what X goes by */
        XRig(TestTiming timing, Clock clock, boolean isKnown, Lack... lacks) {
            super(timing, new XFactory(), new FakeX(clock), Duration.ofMillis(100));
            this.landsOnce = isKnown;
            this.isOfStream = !List.of(lacks).contains(Lack.STREAM);
            fake.lacks(lacks);
            fake.rule("$MSFT", "of another program");
            if (isKnown) {
                fake.rule(RULE, "tickvox");
            }
        }

        @Override
        public Map<String, String> settings(String secret) {
            fake.accepts(secret);
            return Map.of("base-url", fake.uri().toString(), "bearer-token", secret);
        }

        @Override
        public List<Budget> budgets() {
            return isOfStream
                    ? List.of(
                            budget("connections", 50, "GET", "/search/stream"),
                            budget("looks at the rules", 450, "GET", "/rules"))
                    : List.of(budget("searches", 450, "GET", "/search/recent"));
        }

        private static Budget budget(String name, int limit, String method, String end) {
            return new Budget(
                    name,
                    limit,
                    Duration.ofMinutes(15),
                    request -> request.method().equals(method) && request.path().endsWith(end));
        }

        @Override
        protected String sayNext(int n) {
            String text = "long $AAPL number " + n;
            String key = "post " + fake.post(text) + " " + text;
            fake.post("good morning $MSFT");
            return key;
        }

        @Override
        public boolean landsOnce() {
            return landsOnce;
        }
    }

    /** A plan that cannot have the stream begin some minutes ago: recent search fills. */
    @Nested
    class WithoutBackfill extends SourceContract {
        @Override
        protected Rig open(TestTiming timing) {
            return new XRig(timing, true, Lack.BACKFILL);
        }
    }

    /** The first run: no rules are there, and new ones take effect after a while. */
    @Nested
    class WithNewRules extends SourceContract {
        @Override
        protected Rig open(TestTiming timing) {
            return new XRig(timing, false, Lack.OLD_NAMES);
        }
    }

    /** A plan without the stream. */
    @Nested
    class BySearchAlone extends SourceContract {
        @Override
        protected Rig open(TestTiming timing) {
            return new XRig(timing, true, Lack.STREAM);
        }
    }

    @Nested
    class WithAFastClock extends WithAWrongClock {
        WithAFastClock() {
            super(Duration.ofMinutes(-3));
        }
    }

    @Nested
    class WithAClockThatIsFastByLessThanXRefuses extends WithAWrongClock {
        WithAClockThatIsFastByLessThanXRefuses() {
            super(Duration.ofSeconds(-15));
        }
    }

    @Nested
    class WithASlowClock extends WithAWrongClock {
        WithASlowClock() {
            super(Duration.ofMinutes(1));
        }
    }

    /** A clock here that differs from X's. */
    abstract static class WithAWrongClock extends SourceHarness {
        private final Duration ahead;

        /** @param ahead how far X's clock is ahead */
        WithAWrongClock(Duration ahead) {
            this.ahead = ahead;
        }

        @Override
        protected Rig open(TestTiming timing) {
            return new XRig(timing, Clock.offset(timing.clock(), ahead), true, Lack.BACKFILL);
        }

        private FakeX x() {
            return ((XRig) rig()).fake();
        }

        @Test
        void findsWhatTheStreamDidNotSee() {
            Intakes running = start();
            awaitState(SourceState.LIVE);
            x().server().down();
            eventually().until(() -> report().state() == SourceState.UNREACHABLE);
            rig().say(3);
            timing.hand().advance(Duration.ofMinutes(5));
            rig().say(3);
            x().server().up();

            awaitAll();
            awaitState(SourceState.LIVE);
            eventually().untilAsserted(() -> {
                running.commit();
                assertThat(store.gaps()).isEmpty();
            });
        }

        @Test
        void pollsWhereThereIsNoStream() {
            x().lacks(Lack.STREAM);
            start();
            awaitState(SourceState.LIVE);
            rig().say(3);

            awaitAll();
            assertThat(report().state()).as(report().detail()).isEqualTo(SourceState.LIVE);
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new XRig(timing, true);
    }

    private FakeX x() {
        return ((XRig) rig()).fake();
    }

    private List<Request> requests(String method, String end) {
        return x().server().requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().endsWith(end))
                .toList();
    }

    @Test
    void leavesOutWhatOnlyRulesOfOthersAskedFor() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(3);
        awaitAll();

        eventually().until(() -> report().skipped() == 3);
        assertThat(x().rules()).containsExactly("of another program: $MSFT", "tickvox: " + RULE);
    }

    @Test
    void addsRulesBeforeItDeletesThoseThatTheyReplaceAndMissesNothing() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        symbols.change(List.of("AAPL", "NVDA"));
        eventually().until(() -> !requests("POST", "/rules").isEmpty());
        rig().say(1);
        String early = x().post("$NVDA before the rule is in effect");
        eventually().until(() -> requests("POST", "/rules").size() == 2);
        rig().say(1);

        awaitAll();
        eventually().untilAsserted(() -> assertThat(landing.records())
                .contains("post " + early + " $NVDA before the rule is in effect"));
        List<Request> changes = requests("POST", "/rules");
        assertThat(changes.get(0).body()).contains("\"add\"");
        assertThat(changes.get(1).body()).contains("\"delete\"");
        assertThat(Duration.between(changes.get(0).at(), changes.get(1).at())).isGreaterThan(FakeX.RULE_EFFECT);
        assertThat(x().rules()).containsExactly("of another program: $MSFT", "tickvox: $AAPL OR $NVDA");
        assertThat(requests("GET", "/stream")).hasSize(1);
    }

    @Test
    void makesRoomForRulesWhereThereIsNone() {
        x().ruleLimit(2);
        symbols.change(List.of("NVDA"));
        start();

        awaitState(SourceState.LIVE);
        assertThat(x().rules()).containsExactly("of another program: $MSFT", "tickvox: $NVDA");
    }

    @Test
    void reconnectsWhenTheStreamSaysThatItEnds() {
        start();
        awaitState(SourceState.LIVE);
        x().say(
                        "{\"errors\":[{\"title\":\"operational-disconnect\",\"disconnect_type\":\"UpstreamOperationalDisconnect\","
                                + "\"detail\":\"This stream has been disconnected upstream for operational reasons.\"}]}");
        eventually().until(() -> requests("GET", "/stream").size() == 2);
        rig().say(2);

        awaitAll();
        assertThat(requests("GET", "/stream").get(1).parameter("backfill_minutes"))
                .isEqualTo("1");
    }

    @Test
    void waitsAMinuteWhenThereAreTooManyConnections() {
        start();
        awaitState(SourceState.LIVE);
        timing.hold();
        x().say(
                        "{\"title\":\"ConnectionException\",\"detail\":\"This stream is currently at the maximum allowed connection"
                                + " limit.\",\"connection_issue\":\"TooManyConnections\"}");

        awaitState(SourceState.RATE_LIMITED);
        assertThat(report().detail()).contains("TooManyConnections");
    }

    @Test
    void landsWhatItCannotReadAndIgnoresWhatItDoesNotKnow() {
        start();
        awaitState(SourceState.LIVE);
        x().say("{\"data\":{\"id\":");
        x().say("{\"weather\":\"fine\"}");
        rig().say(1);

        eventually().untilAsserted(() -> assertThat(landing.records())
                .hasSize(2)
                .anyMatch(record -> record.startsWith("rejection MALFORMED")));
    }

    @Test
    void saysThatTheMonthIsUsedUp() {
        x().lacks(Lack.CAP);
        timing.hold();
        start();

        awaitState(SourceState.REFUSED);
        assertThat(report().detail()).contains("monthly cap of posts is used up");
    }

    @Test
    void waitsForTheWindowOfSearchesButNotForTheMonth() {
        x().lacks(Lack.STREAM);
        x().searchLimit(1);
        timing.hold();
        start();
        awaitState(SourceState.LIVE);
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(10));
            assertThat(report().state()).isEqualTo(SourceState.RATE_LIMITED);
        });
        int asked = requests("GET", "/recent").size();
        Instant until = rateLimitedUntil();
        eventually().until(() -> {
            timing.hand().advance(Duration.ofSeconds(10));
            return requests("GET", "/recent").size() > asked;
        });

        assertThat(asked).isLessThanOrEqualTo(2);
        assertThat(requests("GET", "/recent").get(asked).at()).isAfterOrEqualTo(until);
    }

    @Test
    void goesOnBehindAPostThatIsSaidToBeOfATimeStillToCome() {
        x().lacks(Lack.STREAM);
        x().claimNewest("5200000000000000000");
        start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        rig().say(2);

        awaitAll();
    }

    @Test
    void recordsWhatCannotBeFoundAgainWhereSearchIsNotAllowed() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        running.commit();
        x().server().down();
        eventually().until(() -> report().state() == SourceState.UNREACHABLE);
        x().lacks(Lack.SEARCH);
        timing.hand().advance(Duration.ofHours(2));
        x().server().up();
        awaitState(SourceState.LIVE);

        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.end()).isNotNull().isAfter(gap.start().plus(Duration.ofMinutes(119)));
                assertThat(gap.reason()).contains("127.0.0.1").doesNotContain("403");
            });
        });
    }

    @Test
    void keepsTheBudgetOfSearchesAndGoesOnStreamingWhileItWaits() {
        x().lacks(Lack.BACKFILL);
        x().searchLimit(3);
        start();
        awaitState(SourceState.LIVE);
        x().server().down();
        eventually().until(() -> report().state() == SourceState.UNREACHABLE);
        rig().say(30);
        timing.hand().advance(Duration.ofMinutes(10));
        x().server().up();
        awaitAll();

        List<Request> searches = requests("GET", "/recent");
        assertThat(searches).hasSizeBetween(6, 12);
        assertThat(requests("GET", "/stream").size()).isLessThan(6);
    }

    @Test
    void recordsAShortOutageThatCannotBeFilled() {
        x().lacks(Lack.BACKFILL, Lack.SEARCH);
        Intakes running = start();
        awaitState(SourceState.LIVE);
        timing.hand().advance(Duration.ofSeconds(20));
        x().server().breakConnections();

        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).isNotEmpty().allSatisfy(gap -> {
                assertThat(gap.end()).isNotNull();
                assertThat(gap.reason()).contains("403");
            });
        });
    }

    @Test
    void takesAnEditForThePostThatItIs() {
        start();
        awaitState(SourceState.LIVE);
        XRig rig = (XRig) rig();
        String first = rig.fake().post("long $AAPL");
        String second = rig.fake().edit(first, "short $AAPL");

        rig.add("post " + first + " long $AAPL");
        rig.add("post " + second + " short $AAPL");
        rig.add("deletion " + first);
        awaitAll();
    }

    @Test
    void landsDeletionsInTheFormOfTheOlderApi() {
        start();
        awaitState(SourceState.LIVE);
        x().say("{\"delete\":{\"status\":{\"id\":1234,\"id_str\":\"1234\",\"user_id\":3,\"user_id_str\":\"3\"},"
                + "\"timestamp_ms\":\"1700000000000\"}}");

        eventually().untilAsserted(() -> assertThat(landing.records()).containsExactly("deletion 1234"));
    }

    @Test
    void recordsWhatCannotBeFoundOfANewTickerWhereSearchIsNotAllowed() {
        x().lacks(Lack.SEARCH);
        Intakes running = start();
        awaitState(SourceState.LIVE);
        symbols.change(List.of("AAPL", "TSLA", "NVDA"));

        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.symbol()).isEqualTo("NVDA");
                assertThat(gap.end()).isNotNull();
                assertThat(Duration.between(gap.start(), gap.end())).isGreaterThanOrEqualTo(FakeX.RULE_EFFECT);
                assertThat(gap.reason()).contains("403");
            });
        });
        assertThat(report().state()).isEqualTo(SourceState.LIVE);
    }

    @Test
    void searchesForANewTickerThoughTheStreamBreaksMeanwhile() {
        start();
        awaitState(SourceState.LIVE);
        timing.hold();
        symbols.change(List.of("AAPL", "TSLA", "NVDA"));
        eventually().until(() -> {
            timing.hand().advance(Duration.ofMillis(250));
            return !requests("POST", "/rules").isEmpty();
        });
        String early = x().post("$NVDA before the rule is in effect");
        eventually().until(() -> {
            timing.hand().advance(Duration.ofMillis(250));
            return report().detail().contains("3 tickers");
        });
        x().server().breakConnections();

        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofMillis(250));
            assertThat(landing.records()).contains("post " + early + " $NVDA before the rule is in effect");
        });
        assertThat(requests("GET", "/stream")).hasSize(2);
    }
}
