package io.tickvox.sources.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.sources.live.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class BlueskyProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-02T15:00:00Z");

    @Test
    void anEventFromTheFutureDoesNotCarryThePositionBeyondThePresent() {
        BlueskyProgress progress = new BlueskyProgress(Position.startingAt(NOW), NOW, Duration.ofSeconds(60));

        progress.seen(micros(NOW.plus(Duration.ofHours(1))), NOW.plusSeconds(1));
        assertThat(cursor(progress)).isEqualTo(micros(NOW.plusSeconds(1)));
        assertThat(progress.position().upTo()).isEqualTo(NOW.plusSeconds(1));

        progress.seen(micros(NOW.plusSeconds(2)), NOW.plusSeconds(3));
        assertThat(cursor(progress)).isEqualTo(micros(NOW.plusSeconds(2)));
    }

    private static long cursor(BlueskyProgress progress) {
        return Long.parseLong(progress.position().cursor(BlueskySource.CURSOR).orElseThrow());
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
