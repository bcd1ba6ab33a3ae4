package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.Post;
import io.tickvox.sources.net.Web;
import io.tickvox.sources.net.WebSettings;
import io.tickvox.testkit.fake.FakeServer;
import io.tickvox.testkit.fake.Fault;
import io.tickvox.testkit.fake.Request;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A source on its fake server, in virtual time. What must hold after any test is checked after each. */
public abstract class SourceHarness {
    protected static final String SECRET = "s3cr3t-t0ken-that-must-never-show";
    /** Silence that is taken for death where a test waits for that; a machine that stands still so long is as good as one. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Silence that no machine is too slow for. */
    protected static final Duration LONG = Duration.ofSeconds(20);

    /**
     * What an API allows.
     *
     * @param name the budget's, as the source calls it
     * @param isMeant the requests that it is of
     */
    public record Budget(String name, int limit, Duration window, Predicate<Request> isMeant) {}

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

        /** What the API allows. */
        default List<Budget> budgets() {
            return List.of();
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
    private Duration patience = LONG;

    /** From the next start on a connection that stalls is seen soon. */
    protected final void seeStallsSoon() {
        patience = SHORT;
    }

    /** Closes what runs, and opens all anew. */
    protected final void reopen() {
        if (intakes != null) {
            closeAll();
            openRig();
        }
        landing.clear();
        store.clear();
        patience = LONG;
    }

    /** Names of the sources that are told to run beside this one. */
    protected Set<String> enabled() {
        return Set.of();
    }

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
        rig().budgets().forEach(this::assertKept);
    }

    protected final Intakes start() {
        Web web = new Web(
                WebSettings.of("tickvox-test", ProxySelector.getDefault()).withTimeouts(patience, patience));
        IntakeSettings settings = new IntakeSettings(
                landing,
                store,
                new SourceEnvironment(web, this::isLinkable, enabled()),
                timing,
                symbols,
                new Random(1),
                Duration.ZERO);
        Intakes started =
                Intakes.start(settings, Map.of(rig().factory(), new SourceSettings(rig().settings(SECRET))), List.of());
        intakes = started;
        return started;
    }

    /** Ends {@code running} as the death of the process would. */
    protected final void kill(Intakes running) {
        running.abandon();
        landing.die();
    }

    /** No stretch of a window's length has more requests than are allowed. */
    private void assertKept(Budget budget) {
        List<Instant> calls = calls(budget);
        for (int i = budget.limit(); i < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i - budget.limit()), calls.get(i)))
                    .as("%s %s", budget.limit() + 1, budget.name())
                    .isGreaterThan(budget.window());
        }
    }

    /** When requests were made that {@code budget} is of. */
    protected final List<Instant> calls(Budget budget) {
        return rig().server().requests().stream()
                .filter(budget.isMeant())
                .map(Request::at)
                .sorted()
                .toList();
    }

    protected final void awaitState(SourceState state) {
        eventually().untilAsserted(() -> {
            timing.pass(whileWaiting());
            assertThat(report().state()).as(report().detail()).isEqualTo(state);
        });
    }

    /** How much time passes with each look at a source that waits for its API, not in a sleep of its own. */
    protected Duration whileWaiting() {
        return Duration.ZERO;
    }

    protected final SourceReport report() {
        Intakes running = intakes;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running.reports().get(0);
    }

    /** Until when the report says that nothing is asked. */
    protected final Instant rateLimitedUntil() {
        return Instant.parse(report().detail().replaceFirst("until (\\S+): .*", "$1"));
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

    protected final void assertNothingElse() {
        assertThat(landing.records().stream()
                        .filter(record -> !rig().landsUnreadable() || !record.startsWith("rejection MALFORMED "))
                        .collect(Collectors.toSet()))
                .isEqualTo(new HashSet<>(rig().said()));
    }

    protected final SourceEnvironment environment() {
        return new SourceEnvironment(
                new Web(WebSettings.of("tickvox-test", ProxySelector.getDefault())
                        .withTimeouts(LONG, LONG)),
                post -> true);
    }
}
