package io.tickvox.sources.internal;

import io.tickvox.model.Envelope;

/**
 * Tells of an envelope that its payload is only the beginning of what stood in the source, being too large to land: a
 * parameter of its content type holds the whole length.
 */
public final class Truncation {
    private static final String PARAMETER = "; truncated=";

    private Truncation() {}

    /** {@code contentType} of a payload cut short of {@code length} bytes. */
    public static String mark(String contentType, long length) {
        return contentType + PARAMETER + length;
    }

    /** Whether the payload of {@code envelope} was cut short. */
    public static boolean marks(Envelope envelope) {
        return envelope.contentType().contains(PARAMETER);
    }

    /** How many bytes there were, in digits. */
    public static String length(Envelope envelope) {
        String contentType = envelope.contentType();
        return contentType.substring(contentType.indexOf(PARAMETER) + PARAMETER.length());
    }
}
