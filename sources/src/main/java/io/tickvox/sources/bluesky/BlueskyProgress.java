package io.tickvox.sources.bluesky;

import io.tickvox.sources.live.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * How far the events of one connection have come. Their times go back and forth a little: the newest counts. Only where
 * they have reached the present does a short silence mean that nothing is said; before, the relay may merely pause in what
 * it replays.
 */
final class BlueskyProgress {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** The network says hundreds of things a second: a relay that says nothing for so long stands still. */
    static final Duration LIFE = Duration.ofSeconds(60);

    private final Duration freshness;
    private Position position;
    private Instant newest;
    private Instant heardAt;
    private boolean hasHeard;
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
        hasHeard = true;
    }

    /** Whether the relay has replayed anything; what was seen last comes again first, if anything ever was. */
    boolean replays() {
        return hasHeard || position.cursors().isEmpty();
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

    /** Whether a replay is over, or has paused for long. */
    boolean isSilent(Instant now) {
        return Duration.between(heardAt, now).compareTo(PAUSE) >= 0;
    }

    /** Whether nothing has come for longer than the network is ever silent. */
    boolean isStill(Instant now) {
        return Duration.between(heardAt, now).compareTo(LIFE) >= 0;
    }

    /** Nothing more is waiting: all until the last message has been seen. Silence does not show what there was since. */
    void idle() {
        if (heardAt.isAfter(position.upTo())) {
            position = position.withUpTo(heardAt);
        }
    }

    /** All that there is has been replayed: the present is reached. */
    void ended(Instant now) {
        isPresent = true;
        heardAt = now;
        idle();
    }

    Position position() {
        return position;
    }
}
