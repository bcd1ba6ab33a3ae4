package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.Post;
import io.tickvox.sources.net.Web;
import io.tickvox.sources.net.WebSettings;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.Fault;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for every live source: nothing lost, nothing twice, budgets kept, states shown right, and it recovers by
 * itself. A source's test extends this with a {@link Rig} over its fake server.
 */
public abstract class SourceContract {
    private static final String SECRET = "s3cr3t-t0ken-that-must-never-show";
    /** Long enough that no machine is too slow for it, short enough that a stalled connection is seen soon. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(20);

    /** A fake of the source's API with what was said there. */
    public interface Rig extends AutoCloseable {
        SourceFactory factory();

        FakeServer server();

        /** The settings by which the source reaches the fake; required secrets get {@code secret}. */
        Map<String, String> settings(String secret);

        /** {@code count} more things are said that can be about tickers. */
        void say(int count);

        /** All that was said and is to land, as {@link HandLanding#key} names it. */
        List<String> said();

        /** Whether what is said during an outage can be had later. */
        default boolean replays() {
            return true;
        }

        /** Whether nothing is missing after an outage, be it that another source has it. */
        default boolean fillsGaps() {
            return replays();
        }

        /** Whether the API tells records apart, so that none needs to be landed twice. */
        default boolean landsOnce() {
            return true;
        }

        /** Whether an answer that is broken off lands as it is, to be rejected. */
        default boolean landsUnreadable() {
            return false;
        }

        /** Faults that this API cannot show. */
        default Set<Fault> impossible() {
            return Set.of();
        }

        @Override
        void close();
    }

    protected final TestTiming timing = new TestTiming();
    protected final MemoryIntakeStore store = new MemoryIntakeStore();
    protected final HandLanding landing = new HandLanding();
    protected final SymbolList symbols = new SymbolList(List.of("AAPL", "TSLA"));
    private @Nullable Rig opened;
    private @Nullable Intakes intakes;

    /** A fake at {@code timing}'s time. */
    protected abstract Rig open(TestTiming timing);

    /** Whether {@code post} can be about a ticker. */
    protected boolean isLinkable(Post post) {
        return post.text().contains("$");
    }

    protected final Rig rig() {
        Rig rig = opened;
        if (rig == null) {
            throw new IllegalStateException("not open");
        }
        return rig;
    }

    @BeforeEach
    void openRig() {
        opened = open(timing);
    }

    @AfterEach
    void closeAll() {
        landing.release();
        timing.release();
        Intakes running = intakes;
        if (running != null) {
            running.close();
        }
        String kept = store.everything();
        rig().close();
        assertThat(kept).doesNotContain(SECRET);
    }

    protected final Intakes start() {
        Web web = new Web(
                WebSettings.of("tickvox-test", ProxySelector.getDefault()).withTimeouts(SHORT, SHORT));
        IntakeSettings settings = new IntakeSettings(
                landing,
                store,
                new SourceEnvironment(web, this::isLinkable),
                timing,
                symbols,
                new Random(1),
                Duration.ZERO);
        Intakes started =
                Intakes.start(settings, Map.of(rig().factory(), new SourceSettings(rig().settings(SECRET))), List.of());
        intakes = started;
        return started;
    }

    protected final void awaitState(SourceState state) {
        eventually()
                .untilAsserted(
                        () -> assertThat(report().state()).as(report().detail()).isEqualTo(state));
    }

    protected final SourceReport report() {
        Intakes running = intakes;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running.reports().get(0);
    }

    protected static ConditionFactory eventually() {
        return await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(30));
    }

    /** Returns when all that was said has landed. */
    protected final void awaitAll() {
        eventually().untilAsserted(() -> assertThat(new HashSet<>(landing.records()))
                .as(report().detail())
                .containsAll(rig().said()));
    }

    private void assertNothingElse() {
        assertThat(landing.records().stream()
                        .filter(record -> !rig().landsUnreadable() || !record.startsWith("rejection MALFORMED "))
                        .collect(Collectors.toSet()))
                .isEqualTo(new HashSet<>(rig().said()));
    }

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
        if (intakes != null) {
            closeAll();
            openRig();
        }
        landing.clear();
        store.clear();
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

    @Test
    void saysThatItIsUnreachableAndKeepsTheGapUntilItIsFilled() {
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
                .allMatch(gap -> gap.end() == null && !gap.reason().isEmpty());

        timing.hand().advance(Duration.ofMinutes(10));
        rig().server().up();
        timing.release();
        awaitState(SourceState.LIVE);
        eventually().untilAsserted(() -> {
            running.commit();
            assertThat(store.gaps()).noneMatch(gap -> gap.end() == null);
            assertThat(store.gaps()).hasSize(rig().fillsGaps() ? 0 : 1);
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
        assertThat(SourceCheck.run(rig().factory(), new SourceSettings(rig().settings(SECRET)), environment(), timing))
                .satisfies(result -> {
                    assertThat(result.state()).as(result.detail()).isEqualTo(SourceState.LIVE);
                    assertThat(result.detail()).contains("answers");
                });
        rig().server().misbehave(Fault.UNAUTHORIZED);
        assertThat(SourceCheck.run(rig().factory(), new SourceSettings(rig().settings(SECRET)), environment(), timing)
                        .state())
                .isEqualTo(SourceState.REFUSED);
        rig().server().down();
        assertThat(SourceCheck.run(rig().factory(), new SourceSettings(rig().settings(SECRET)), environment(), timing)
                        .state())
                .isEqualTo(SourceState.UNREACHABLE);
    }

    private SourceEnvironment environment() {
        return new SourceEnvironment(
                new Web(WebSettings.of("tickvox-test", ProxySelector.getDefault())
                        .withTimeouts(LONG, LONG)),
                post -> true);
    }

    @Test
    void readsItsSettingsWithoutShowingThem() {
        SourceSettings settings = new SourceSettings(rig().settings(SECRET));

        assertThat(settings.toString()).doesNotContain(SECRET);
        assertThatThrownBy(() -> settings.text("no-such-option")).isInstanceOf(IllegalArgumentException.class);
    }
}
