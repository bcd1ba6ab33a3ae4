package io.tickvox.sources.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a source cannot be followed now. The message is for people and holds no secret. */
public final class SourceFailure extends Exception {
    /** What kind of failure it is. */
    public enum Kind {
        /** The API does not answer as it should. */
        UNREACHABLE,
        /** The API wants to be asked less. */
        RATE_LIMITED,
        /** The API will not serve until somebody does something. */
        REFUSED,
        /** There is nothing to follow. */
        IDLE
    }

    private static final Backoff LIMITED = Backoff.exponential(Duration.ofMinutes(1), Duration.ofMinutes(15));
    private static final Backoff REFUSED = Backoff.exponential(Duration.ofMinutes(2), Duration.ofHours(1));

    private final Kind kind;
    private final @Nullable Instant until;
    private final @Nullable Backoff backoff;

    private SourceFailure(Kind kind, String message, @Nullable Instant until, @Nullable Backoff backoff) {
        super(Objects.requireNonNull(message, "message"));
        this.kind = kind;
        this.until = until;
        this.backoff = backoff;
    }

    /** @param backoff null for the source's own */
    public static SourceFailure unreachable(String message, @Nullable Backoff backoff) {
        return new SourceFailure(Kind.UNREACHABLE, message, null, backoff);
    }

    /** Limited until the API's own time. */
    public static SourceFailure limitedUntil(Instant until, String message) {
        return new SourceFailure(Kind.RATE_LIMITED, message, until, LIMITED);
    }

    /** Limited, and the API does not say for how long. */
    public static SourceFailure limited(String message) {
        return limited(message, LIMITED);
    }

    public static SourceFailure limited(String message, Backoff backoff) {
        return new SourceFailure(Kind.RATE_LIMITED, message, null, backoff);
    }

    /** @param message says what to do */
    public static SourceFailure refused(String message) {
        return new SourceFailure(Kind.REFUSED, message, null, REFUSED);
    }

    /**
     * @param message says what is lacking for there to be anything to follow
     * @param pause until it is looked for again
     */
    public static SourceFailure idle(String message, Duration pause) {
        return new SourceFailure(Kind.IDLE, message, null, Backoff.exponential(pause, pause));
    }

    public Kind kind() {
        return kind;
    }

    /** When to ask again, where the API says so. */
    public @Nullable Instant until() {
        return until;
    }

    public @Nullable Backoff backoff() {
        return backoff;
    }
}
