package io.tickvox.sources.internal;

import io.tickvox.model.Rejection;

/** Tells, inside a mapper, why a payload or a part of it cannot become a record. Has no stack trace: it is data. */
public final class UnreadableException extends RuntimeException {
    private static final int EXCERPT = 80;

    private final Rejection.Reason reason;
    private final String message;

    public UnreadableException(Rejection.Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.message = message;
    }

    public static UnreadableException missing(String field) {
        return new UnreadableException(Rejection.Reason.MISSING_FIELD, "Cannot find field '" + field + "'");
    }

    public static UnreadableException invalid(String field, String expected, String found) {
        return new UnreadableException(
                Rejection.Reason.INVALID_FIELD,
                "Invalid field '" + field + "': expected " + expected + ", found "
                        + (found.isEmpty() ? "nothing" : excerpt(found)));
    }

    /** {@code text} at a length fit for a message. */
    public static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    @Override
    public String getMessage() {
        return message;
    }

    public Rejection.Reason reason() {
        return reason;
    }
}
