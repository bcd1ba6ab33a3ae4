package io.tickvox.sources.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.FakeRig;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.MemoryIntakeStore;
import io.tickvox.sources.live.SourceContract;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.TestTiming;
import io.tickvox.testkit.fake.FakeXCompliance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class XComplianceContractTest extends SourceContract {
    private static final class ComplianceRig extends FakeRig<FakeXCompliance> {
        private final MemoryIntakeStore store;

        ComplianceRig(TestTiming timing, MemoryIntakeStore store) {
            super(timing, new XComplianceFactory(), new FakeXCompliance(timing.clock()), Duration.ofMillis(100));
            this.store = store;
        }

        @Override
        public Map<String, String> settings(String secret) {
            fake.accepts(secret);
            return Map.of("base-url", fake.uri().toString(), "bearer-token", secret);
        }

        /** An id of now. */
        private String idOfNow(int n) {
            return Long.toString((timing.clock().millis() - 1_288_834_974_657L << 22) + n);
        }

        @Override
        public List<Budget> budgets() {
            return List.of(
                    budget("connections for what becomes of posts", "/tweets/compliance/stream"),
                    budget("connections for what becomes of accounts", "/users/compliance/stream"));
        }

        private static Budget budget(String name, String end) {
            return new Budget(
                    name, 100, Duration.ofMinutes(15), request -> request.path().endsWith(end));
        }

        @Override
        protected String sayNext(int n) {
            String id = idOfNow(n);
            store.keep(id, "31", timing.clock().instant());
            fake.post(n % 2 == 0 ? "delete" : "drop", id, "");
            fake.account("user_profile_modification", "77");
            return "deletion " + id;
        }
    }

    @Override
    protected Rig open(TestTiming timing) {
        return new ComplianceRig(timing, store);
    }

    /** What is old has come when nothing old comes for a while. */
    @Override
    protected Duration whileWaiting() {
        return Duration.ofMillis(500);
    }

    private ComplianceRig rigOfX() {
        return (ComplianceRig) rig();
    }

    private FakeXCompliance x() {
        return rigOfX().fake();
    }

    @Test
    void landsWhatConcernsPostsThatAreKeptAndLeavesOutTheRest() {
        store.keep("1111", "31", TestTiming.START);
        start();
        awaitState(SourceState.LIVE);
        x().post("delete", "1111", "");
        x().post("delete", "2222", "");
        x().post("tweet_edit", "3333", ",\"edit_tweet_ids\":[\"1111\",\"3333\"]");
        x().account("user_delete", "31");
        x().account("user_delete", "32");
        rigOfX().add("deletion 1111");
        rigOfX().add("account 31 GONE");

        awaitAll();
        eventually().until(() -> {
            timing.hand().advance(Duration.ofSeconds(10));
            return report().skipped() == 2;
        });
        assertThat(landing.records()).hasSize(3).containsOnly("deletion 1111", "account 31 GONE");
    }

    @Test
    void looksAgainForAnAccountWhosePostMayHaveLandedJustNow() {
        start();
        awaitState(SourceState.LIVE);
        x().account("user_suspend", "31");
        eventually().until(() -> store.wasAsked("31"));
        store.keep("1111", "31", TestTiming.START);
        rigOfX().add("account 31 HIDDEN");

        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(10));
            assertThat(landing.records()).containsExactly("account 31 HIDDEN");
        });
    }

    /** What an account did long ago is told only now, and is not decided on when the process dies. */
    @Test
    void tellsAgainWhatWasNotDecidedOn() {
        start().close();
        x().account("user_delete", "31");
        timing.hand().advance(Duration.ofHours(2));
        Intakes killed = start();
        eventually().until(() -> store.wasAsked("31"));
        killed.commit();
        kill(killed);
        store.keep("1111", "31", TestTiming.START);
        rigOfX().add("account 31 GONE");
        start();

        awaitAll();
    }

    @Test
    void catchesUpWithADayWhereThePlanAllowsIt() {
        Intakes running = outage(Duration.ofHours(23));

        awaitAll();
        awaitState(SourceState.LIVE);
        assertThat(x().server().requests().stream()
                        .map(request -> request.parameter("start_time"))
                        .distinct())
                .contains("2026-11-02T15:00:00Z");
        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).isEmpty();
        });
    }

    @Test
    void recordsWhatIsLostWhereStreamsBeginFiveMinutesAgoAtMost() {
        x().recoversNoMore();
        Intakes running = outage(Duration.ofHours(1));

        awaitState(SourceState.LIVE);
        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.end()).isNotNull();
                assertThat(Duration.between(gap.start(), gap.end()))
                        .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(60));
            });
        });
    }

    private Intakes outage(Duration duration) {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        first.close();
        rig().say(1);
        store.keep(
                rig().said().get(0).replace("deletion ", ""),
                "31",
                timing.clock().instant());
        timing.hand().advance(duration);
        return start();
    }

    @Test
    void keepsTheBudgetOfConnectionsOverARestart() {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        for (int i = 0; i < 20; i++) {
            breakAll();
        }
        first.close();
        start();
        for (int i = 0; i < 10; i++) {
            breakAll();
        }

        assertThat(x().connectionsBeyondTheLimit()).isZero();
        assertThat(x().server().requests().size()).isGreaterThan(2 * 100);
        assertThat(timing.clock().instant()).isAfter(TestTiming.START.plus(Duration.ofMinutes(15)));
    }

    /** Breaks all connections once they are there, and waits for others. */
    private void breakAll() {
        awaitState(SourceState.LIVE);
        int before = x().server().requests().size();
        x().server().breakConnections();
        eventually().until(() -> x().server().requests().size() >= before + 2 * FakeXCompliance.PARTITIONS);
    }
}
