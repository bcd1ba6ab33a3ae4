package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.testkit.fake.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How every live source shows how it is, and what it does about it. */
public abstract class SourceStates extends SourceHarness {
    @Test
    void catchesUpWithAnOutageOfAnHourOrTellsTheGap() {
        Intakes running = start();
        awaitState(SourceState.LIVE);
        timing.hold();
        rig().server().down();
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(20));
            assertThat(report().state()).isEqualTo(SourceState.UNREACHABLE);
        });
        assertThat(report().detail()).contains("since 2026-11-02T").contains("Next try at 2026-11-02T");
        running.commit();
        assertThat(store.gaps())
                .hasSize(1)
                .allMatch(gap -> gap.end() == null && !gap.reason().isEmpty())
                .allMatch(gap -> gap.missing() == info().covers());

        Instant began = timing.clock().instant();
        for (int minute = 0; minute < 60; minute++) {
            timing.hand().advance(Duration.ofMinutes(1));
            if (rig().replays()) {
                rig().say(1);
            }
        }
        Instant ended = timing.clock().instant();
        rig().server().up();
        timing.resume();
        awaitLive();
        if (rig().replays()) {
            awaitAll();
            assertNothingElse();
        }
        eventually().untilAsserted(() -> {
            running.commit();
            if (rig().fillsGaps()) {
                assertThat(store.gaps()).isEmpty();
            } else {
                assertThat(store.gaps()).singleElement().satisfies(gap -> {
                    assertThat(gap.start()).isBeforeOrEqualTo(began);
                    assertThat(gap.end()).isNotNull().isAfterOrEqualTo(ended);
                });
            }
        });
    }

    private SourceInfo info() {
        return rig().factory().info(new SourceSettings(rig().settings(SECRET)));
    }

    /** Lets what waits wait a little, again and again, until the source is live. */
    private void awaitLive() {
        eventually().untilAsserted(() -> {
            timing.hand().advance(Duration.ofSeconds(5));
            assertThat(report().state()).as(report().detail()).isEqualTo(SourceState.LIVE);
        });
    }

    @Test
    void saysUntilWhenItIsRateLimited() {
        rig().server().misbehave(Fault.RATE_LIMITED);
        timing.hold();
        start();

        awaitState(SourceState.RATE_LIMITED);
        assertThat(report().detail()).contains("until 2026-11-02T");
        rig().server().behave();
        timing.release();
        awaitState(SourceState.LIVE);
    }

    @Test
    void leavesTheApiAloneAsLongAsItAskedAlsoAfterARestart() {
        rig().server().misbehave(Fault.RATE_LIMITED);
        timing.hold();
        Intakes first = start();
        awaitState(SourceState.RATE_LIMITED);
        first.close();
        rig().server().behave();
        int asked = rig().server().requests().size();
        start();
        awaitState(SourceState.RATE_LIMITED);
        Instant until = rateLimitedUntil();

        timing.hand().advance(Duration.ofSeconds(5));
        timing.release();
        awaitState(SourceState.LIVE);
        assertThat(rig().server().requests().get(asked).at()).isAfterOrEqualTo(until);
    }

    @Test
    void saysWhatToDoWhenItIsRefused() {
        rig().server().misbehave(Fault.FORBIDDEN_PAGE);
        timing.hold();
        start();

        awaitState(SourceState.REFUSED);
        assertThat(report().detail()).contains("403").contains("Asked again at");
        rig().server().behave();
        timing.release();
        awaitState(SourceState.LIVE);
    }

    @Test
    void isDisabledWithoutWhatItRequires() {
        List<SourceOption> required = rig().factory().info().options().stream()
                .filter(SourceOption::required)
                .toList();
        Map<String, String> lacking = new HashMap<>(rig().settings(SECRET));
        required.forEach(option -> lacking.remove(option.name()));

        assertThat(rig().factory().info().isKeyless()).isEqualTo(required.isEmpty());
        if (!required.isEmpty()) {
            assertThat(Missing.words(rig().factory().info(), required))
                    .contains("TICKVOX_SOURCES_")
                    .doesNotEndWith(". ");
            assertThat(rig().factory().info().missing(new SourceSettings(lacking)))
                    .isEqualTo(required);
        }
    }

    @Test
    void checksWhetherTheApiServes() throws Exception {
        assertThat(check(Map.of())).satisfies(result -> {
            assertThat(result.state()).as(result.detail()).isEqualTo(SourceState.LIVE);
            assertThat(result.detail()).contains("answers");
        });
        rig().server().misbehave(Fault.UNAUTHORIZED);
        assertThat(check(Map.of()).state()).isEqualTo(SourceState.REFUSED);
        rig().server().down();
        assertThat(check(Map.of()).state()).isEqualTo(SourceState.UNREACHABLE);
    }

    @Test
    void checkAsksNothingWhileTheApiWantsSilence() throws Exception {
        Instant until = timing.clock().instant().plusSeconds(90);
        store.remember(info().name(), Map.of("limited_until", until.toString()));
        String kept = store.everything();

        SourceReport result = check(store.recall(info().name()));

        assertThat(result.state()).as(result.detail()).isEqualTo(SourceState.RATE_LIMITED);
        assertThat(result.detail()).contains("until 2026-11-02T");
        assertThat(rig().server().requests()).isEmpty();
        assertThat(store.everything()).isEqualTo(kept);
        timing.hand().advance(Duration.ofSeconds(91));
        assertThat(check(store.recall(info().name())).state()).isEqualTo(SourceState.LIVE);
    }

    @TestFactory
    Stream<DynamicTest> checkSpendsNothingBeyondItsBudget() {
        return rig().budgets().stream()
                .map(budget -> DynamicTest.dynamicTest(budget.name(), () -> spendsNothingBeyond(budget)));
    }

    private void spendsNothingBeyond(Budget budget) throws Exception {
        List<Instant> before = calls(budget);
        long now = timing.clock().instant().getEpochSecond();
        Map<String, String> used = Map.of("budget." + budget.name(), (now + ",").repeat(budget.limit()));

        SourceReport result = check(used);

        assertThat(calls(budget)).isEqualTo(before);
        if (result.state() != SourceState.LIVE) {
            assertThat(result.state()).as(result.detail()).isEqualTo(SourceState.RATE_LIMITED);
            assertThat(result.detail()).contains("until 2026-11-02T").contains(budget.name());
        }
    }

    private SourceReport check(Map<String, String> recalled) throws InterruptedException {
        return SourceCheck.run(
                rig().factory(), new SourceSettings(rig().settings(SECRET)), environment(), timing, recalled);
    }

    @Test
    void readsItsSettingsWithoutShowingThem() {
        SourceSettings settings = new SourceSettings(rig().settings(SECRET));

        assertThat(settings.toString()).doesNotContain(SECRET);
        assertThatThrownBy(() -> settings.text("no-such-option")).isInstanceOf(IllegalArgumentException.class);
    }
}
