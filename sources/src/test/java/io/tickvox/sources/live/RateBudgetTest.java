package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.testkit.fake.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final HandClock clock = new HandClock(TestTiming.START);
    private String written = "";

    private RateBudget budget(int limit) {
        return new RateBudget("calls", limit, WINDOW, clock, written, text -> written = text);
    }

    @Property(tries = 200)
    void neverAllowsMoreThanItsLimitInAnyWindow(@ForAll @Size(max = 300) List<@IntRange(max = 200) Integer> pauses) {
        RateBudget budget = budget(7);
        List<Instant> calls = new ArrayList<>();
        for (int pause : pauses) {
            clock.advance(Duration.ofSeconds(pause));
            if (budget.untilAllowed().isZero()) {
                take(budget);
                calls.add(clock.instant());
            }
        }
        for (int i = 7; i < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i - 7), calls.get(i))).isGreaterThanOrEqualTo(WINDOW);
        }
    }

    @Test
    void countsACallFromItsAnswerSinceTheApiMayGetItLate() {
        RateBudget budget = budget(1);
        take(budget);
        clock.advance(Duration.ofSeconds(20));

        assertThat(budget.untilAllowed()).isEqualTo(WINDOW.plusSeconds(1));
        clock.advance(Duration.ofSeconds(20));
        assertThat(budget.untilAllowed()).isEqualTo(WINDOW.minusSeconds(19));
    }

    @Test
    void knowsTheCallsOfEarlierRuns() {
        RateBudget first = budget(3);
        take(first);
        take(first);
        clock.advance(Duration.ofMinutes(5));

        RateBudget second = budget(3);
        assertThat(second.left()).isEqualTo(1);
        take(second);
        assertThatThrownBy(second::take).isInstanceOfSatisfying(SourceFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(SourceFailure.Kind.RATE_LIMITED);
            assertThat(failure.until()).isEqualTo(TestTiming.START.plus(WINDOW).plusSeconds(1));
        });
    }

    @Test
    void believesTheApiThatLessIsLeft() {
        RateBudget budget = budget(100);
        budget.told(0, Duration.ofMinutes(2));

        assertThat(budget.left()).isZero();
        assertThat(budget.untilAllowed()).isEqualTo(Duration.ofMinutes(2));
        clock.advance(Duration.ofMinutes(2));
        assertThat(budget.left()).isEqualTo(100);
    }

    @Test
    void remembersThatTheApiSaidThatNoneIsLeft() {
        budget(100).told(0, Duration.ofMinutes(2));

        assertThat(budget(100).untilAllowed()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(121));
        take(budget(50, Duration.ofMinutes(3)));
        assertThat(budget(100).left()).isEqualTo(99);
    }

    /** One that time passes for. */
    private RateBudget budget(int limit, Duration later) {
        clock.advance(later);
        return budget(limit);
    }

    @Test
    void doesNotBelieveAResetBeyondTheWindow() {
        RateBudget budget = budget(100);
        budget.told(0, Duration.ofDays(300));

        assertThat(budget.untilAllowed()).isEqualTo(WINDOW);
    }

    @Test
    void readsNothingFromWhatItDidNotWrite() {
        written = "abc,,-5,17999999999999999999";

        assertThat(budget(2).left()).isEqualTo(2);
    }

    private static void take(RateBudget budget) {
        try {
            budget.take();
        } catch (SourceFailure e) {
            throw new AssertionError(e);
        }
    }
}
