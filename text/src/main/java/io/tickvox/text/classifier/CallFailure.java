package io.tickvox.text.classifier;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call to a classifier failed as a whole. Its message is for people and holds no secret. */
public final class CallFailure extends Exception {
    private static final long serialVersionUID = 1;

    /** What can be done about it. */
    public enum Kind {
        /** It may pass by itself: worth another try at once. */
        PASSING,
        /** It stays until somebody mends it, such as a key that is refused. */
        LASTING,
        /** One of the texts is the cause: the others may be judged without it. */
        CONTENT
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    private CallFailure(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.retryAfter = retryAfter;
    }

    public static CallFailure passing(String message, @Nullable Throwable cause) {
        return new CallFailure(Kind.PASSING, message, null, cause);
    }

    /** One that says when to come back. */
    public static CallFailure limited(String message, @Nullable Duration retryAfter) {
        return new CallFailure(Kind.PASSING, message, retryAfter, null);
    }

    public static CallFailure lasting(String message, @Nullable Throwable cause) {
        return new CallFailure(Kind.LASTING, message, null, cause);
    }

    public static CallFailure content(String message) {
        return new CallFailure(Kind.CONTENT, message, null, null);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the service wants to be left alone, if it says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
