package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tickvox.testkit.fake.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for every live source: nothing lost, nothing twice, budgets kept, states shown right, and it recovers by
 * itself. A source's test extends this with a {@link Rig} over its fake server.
 */
public abstract class SourceContract extends SourceStates {
    @Test
    void landsAllThatIsSaidAndIsLive() {
        start();
        awaitState(SourceState.LIVE);
        rig().say(5);

        awaitAll();
        assertNothingElse();
        if (rig().landsOnce()) {
            assertThat(landing.records()).doesNotHaveDuplicates();
        }
        assertThat(report().detail()).isNotEmpty();
        assertThat(store.gaps()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> recoversFrom() {
        return Stream.of(Fault.values())
                .filter(fault -> !rig().impossible().contains(fault))
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> recoversFrom(fault)));
    }

    private void recoversFrom(Fault fault) {
        reopen();
        if (fault == Fault.STALL) {
            seeStallsSoon();
        }
        start();
        awaitState(SourceState.LIVE);
        rig().say(3);
        awaitAll();
        rig().server().misbehave(fault, endsTheConnection(fault) ? 2 : 1);
        rig().server().breakConnections();
        for (int i = 0; i < 4; i++) {
            rig().say(1);
        }
        eventually().until(() -> rig().server().faultsLeft() == 0);
        awaitState(SourceState.LIVE);
        if (rig().replays()) {
            rig().say(2);
            awaitAll();
            assertNothingElse();
        } else {
            int before = rig().said().size();
            eventually().untilAsserted(() -> {
                rig().say(1);
                assertThat(landing.records())
                        .containsAnyElementsOf(List.copyOf(
                                rig().said().subList(before, rig().said().size())));
            });
        }
    }

    private static boolean endsTheConnection(Fault fault) {
        return fault != Fault.DUPLICATES && fault != Fault.REORDERED && fault != Fault.WRONG_CLOCK;
    }

    @Test
    void goesOnAfterAStopWithWhatWasSaidMeanwhile() {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        rig().say(3);
        awaitAll();
        first.close();
        int before = landing.records().size();
        if (rig().replays()) {
            rig().say(4);
        }
        timing.hand().advance(Duration.ofMinutes(2));
        start();
        awaitState(SourceState.LIVE);
        rig().say(2);

        awaitAll();
        assertNothingElse();
        assertThat(landing.records().size() - before).as("what came again").isLessThanOrEqualTo(before + 6);
    }

    @Test
    void losesNothingWhenKilled() {
        Intakes first = start();
        awaitState(SourceState.LIVE);
        rig().say(3);
        awaitAll();
        first.commit();
        if (rig().replays()) {
            rig().say(3);
            awaitAll();
        }
        first.abandon();
        landing.die();
        start();
        awaitState(SourceState.LIVE);
        rig().say(1);

        awaitAll();
        assertNothingElse();
    }

    @Test
    void goesBackToWhatIsDurableWhenTheLandingFails() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(2);
        awaitAll();
        running.commit();
        if (rig().replays()) {
            rig().say(3);
            awaitAll();
            landing.failOnce();
            running.commit();
        }
        rig().say(1);

        awaitAll();
        assertNothingElse();
    }

    @Test
    void landsAgainWhatCouldNotBeTaken() {
        assumeThat(rig().replays()).as("what is said comes again").isTrue();
        Intakes running = start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        awaitAll();
        running.commit();
        landing.refuseOnce();
        rig().say(3);

        awaitAll();
        assertNothingElse();
    }

    @Test
    void isHeldUpByASlowLandingAndLosesNothing() {
        start();
        awaitState(SourceState.LIVE);
        landing.hold();
        rig().say(30);
        eventually().until(() -> landing.size() > 0);
        landing.release();

        awaitAll();
        assertNothingElse();
    }

    /** Calls of an earlier run count, and each is written down before it is made. */
    @TestFactory
    Stream<DynamicTest> keepsItsBudgetOverARestart() {
        return rig().budgets().stream()
                .map(budget -> DynamicTest.dynamicTest(budget.name(), () -> keepsOverARestart(budget)));
    }

    private void keepsOverARestart(Budget known) {
        reopen();
        Budget budget = rig().budgets().stream()
                .filter(other -> other.name().equals(known.name()))
                .findFirst()
                .orElseThrow();
        String source = rig().factory().info().name();
        Intakes first = start();
        awaitState(SourceState.LIVE);
        rig().say(1);
        eventually().until(() -> {
            timing.hand().advance(Duration.ofSeconds(1));
            return !calls(budget).isEmpty();
        });
        first.close();
        Instant now = timing.clock().instant();
        String key = "budget." + budget.name();
        String[] written =
                store.recall(source).getOrDefault(key, "").split(";")[0].split(",");
        assertThat(calls(budget).stream().filter(at -> at.isAfter(now.minus(budget.window()))))
                .hasSizeLessThanOrEqualTo(written.length)
                .isNotEmpty();
        store.remember(source, Map.of(key, (now.getEpochSecond() + ",").repeat(budget.limit())));
        start();
        eventually().until(() -> {
            timing.hand().advance(budget.window().dividedBy(20));
            return calls(budget).stream().anyMatch(at -> at.isAfter(now));
        });

        assertThat(calls(budget).stream().filter(at -> at.isAfter(now)).findFirst())
                .hasValueSatisfying(at -> assertThat(at).isAfter(now.plus(budget.window())));
    }
}
