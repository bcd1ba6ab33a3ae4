package io.tickvox.sources.bluesky;

import io.tickvox.sources.live.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * How far the events of one connection have come. Their times go back and forth a little: the newest counts. Only where
 * they have reached the present does silence mean that nothing is said; before, the relay may merely pause in what it
 * replays.
 */
final class BlueskyProgress {
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Duration freshness;
    private Position position;
    private Instant newest;
    private Instant heardAt;
    private boolean isPresent;

    /** @param freshness how old the newest event may be for the present to be reached */
    BlueskyProgress(Position from, Instant now, Duration freshness) {
        this.freshness = freshness;
        this.position = from;
        this.newest = from.cursor(BlueskySource.CURSOR)
                .map(micros -> at(Long.parseLong(micros)))
                .orElse(from.upTo());
        this.heardAt = now;
        this.isPresent = isFresh(now);
    }

    private static Instant at(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private boolean isFresh(Instant now) {
        return Duration.between(newest, now).compareTo(freshness) <= 0;
    }

    /** A message came. */
    void heard(Instant now) {
        heardAt = now;
    }

    /**
     * An event of the relay's time {@code micros} was taken in. One from the future counts as of now: nothing of what comes
     * until then has been seen.
     */
    void seen(long micros, Instant now) {
        Instant told = at(micros);
        Instant at = told.isAfter(now) ? now : told;
        if (at.isAfter(newest) || position.cursors().isEmpty()) {
            newest = at;
            isPresent = isFresh(now);
            position = new Position(
                    at.isAfter(position.upTo()) ? at : position.upTo(),
                    Map.of(BlueskySource.CURSOR, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at))));
        }
    }

    /** When the newest event was; when to begin if there was none. */
    Instant newest() {
        return newest;
    }

    /** Whether what is said comes at once. */
    boolean isPresent() {
        return isPresent;
    }

    /** Whether for long nothing has come. */
    boolean isSilent(Instant now) {
        return Duration.between(heardAt, now).compareTo(SILENCE) >= 0;
    }

    /** Nothing more is waiting: all until {@code until} has been seen. */
    void idle(Instant until) {
        isPresent = true;
        if (until.isAfter(position.upTo())) {
            position = position.withUpTo(until);
        }
    }

    Position position() {
        return position;
    }
}
