package io.tickvox.sources.internal;

import io.tickvox.model.Envelope;
import java.util.Arrays;

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

    /** {@code envelope} with at most the first {@code most} bytes of its payload. */
    public static Envelope fitted(Envelope envelope, int most) {
        byte[] payload = envelope.payload();
        if (payload.length <= most) {
            return envelope;
        }
        return new Envelope(
                envelope.source(),
                envelope.stream(),
                envelope.observedAt(),
                mark(envelope.contentType(), payload.length),
                Arrays.copyOf(payload, most),
                envelope.position());
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
