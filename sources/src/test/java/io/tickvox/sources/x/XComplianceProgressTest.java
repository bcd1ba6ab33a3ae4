package io.tickvox.sources.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class XComplianceProgressTest {
    private static final Instant OPENED = Instant.parse("2026-11-02T15:00:00Z");
    private static final Instant START = OPENED.minus(Duration.ofHours(2));

    private final XComplianceProgress progress = new XComplianceProgress(START, OPENED);

    private static Instant after(int seconds) {
        return OPENED.plusSeconds(seconds);
    }

    @Test
    void staysAtItsStartWhileOldEventsComeAmongNewOnesAndSignsOfLife() {
        for (int second = 0; second < 300; second += 20) {
            progress.told(START.plusSeconds(second), after(second));
            progress.told(after(second), after(second));
            progress.alive(after(second + 10));
        }

        assertThat(progress.upTo()).isEqualTo(START);
    }

    @Test
    void goesOnWithThePresentOnceNothingOldHasComeForAMinute() {
        progress.told(START.plusSeconds(1), after(30));
        progress.alive(after(80));
        assertThat(progress.upTo()).isEqualTo(START);
        progress.alive(after(90));

        assertThat(progress.upTo()).isEqualTo(after(85));
    }

    @Test
    void isNotHeldUpByAnOldEventOnceItIsPresent() {
        progress.alive(after(60));
        progress.told(START.plusSeconds(1), after(70));
        progress.alive(after(80));

        assertThat(progress.upTo()).isEqualTo(after(75));
    }

    @Test
    void isNotCarriedAheadByAnEventFromTheFuture() {
        progress.told(after(4_000), after(100));

        assertThat(progress.upTo()).isEqualTo(after(95));
    }
}
