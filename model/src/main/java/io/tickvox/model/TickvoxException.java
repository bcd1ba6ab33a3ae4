package io.tickvox.model;

import java.util.Objects;

/** A failure with a code. The message says what failed, where, and what to do next; it never holds a secret. */
public final class TickvoxException extends RuntimeException {
    private final ErrorCode code;

    public TickvoxException(ErrorCode code, String message) {
        super(message);
        this.code = Objects.requireNonNull(code, "code");
    }

    public TickvoxException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    public ErrorCode code() {
        return code;
    }
}
