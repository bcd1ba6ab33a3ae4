package io.tickvox.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A payload, or a part of one, that no mapper could read; kept with the reason.
 *
 * @param source the envelope's source
 * @param position where it landed: the envelope's own position, else topic, partition and offset; with {@code #n} for the
 *     n-th part of a payload
 * @param observedAt the envelope's
 * @param reason why, as a code that can be counted
 * @param message why, for people: what was expected, what was found
 * @param payload the bytes that could not be read
 */
public record Rejection(
        String source, String position, Instant observedAt, Reason reason, String message, byte[] payload)
        implements Normalised {
    /** Why a payload was rejected. */
    public enum Reason {
        /** Nothing but white space. */
        EMPTY,
        /** Not the syntax that the content type promises, a cut line included. */
        MALFORMED,
        /** Bytes that are not the text encoding promised. */
        ENCODING,
        /** Larger than the bound on payloads. */
        TOO_LARGE,
        /** Well-formed, but a field that cannot be done without is missing. */
        MISSING_FIELD,
        /** A field's value is outside what it may be. */
        INVALID_FIELD,
        /** An error object where data was expected. */
        UPSTREAM_ERROR,
        /** No mapper for this source and stream. */
        UNKNOWN_STREAM,
        /** A trade older than the span for which trades are kept in state. */
        TOO_LATE,
        /** A row that the database would not take. */
        REFUSED
    }

    public Rejection {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(payload, "payload");
    }
}
