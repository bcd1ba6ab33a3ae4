package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Property
    void drawsFromTheUpperHalfOfTheRule(@ForAll long seed, @ForAll @IntRange(max = 1_000) int failures) {
        Backoff backoff = Backoff.exponential(Duration.ofSeconds(5), Duration.ofSeconds(320));
        Duration delay = backoff.delay(failures, new Random(seed));
        long rule = Math.min(320_000, failures > 10 ? 320_000 : 5_000L << failures);

        assertThat(delay.toMillis()).isBetween(rule / 2, rule);
    }

    @Test
    void growsByItsFirstStepWhereItIsLinear() {
        Backoff backoff = Backoff.linear(Duration.ofMillis(250), Duration.ofSeconds(16));

        assertThat(backoff.delay(3, new Random(1)).toMillis()).isBetween(500L, 1_000L);
        assertThat(backoff.delay(1_000, new Random(1)).toMillis()).isBetween(8_000L, 16_000L);
    }
}
