package io.tickvox.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload as an API sent it, with what is needed to read it later. Landed before anything is parsed.
 *
 * @param source the network or feed, for example {@code x} or {@code finnhub}; selects the mapper
 * @param stream which of the source's streams, for example {@code search} or {@code v1.1}; selects the payload's layout
 * @param observedAt when Tickvox received the payload
 * @param contentType media type of the payload; {@link #HEARTBEAT} marks a heartbeat
 * @param payload the bytes as received; not copied, must not be changed
 * @param position where in the source this payload stood (for a file: name, digest and line), stable across
 *     re-deliveries; null where the source has none
 */
public record Envelope(
        String source,
        String stream,
        Instant observedAt,
        String contentType,
        byte[] payload,
        @Nullable String position) {
    public static final String JSON = "application/json";
    public static final String CSV = "text/csv";

    /** Content type of a heartbeat; its payload is an instant in ISO-8601 up to which the stream is complete. */
    public static final String HEARTBEAT = "application/x-tickvox-heartbeat";

    public Envelope {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(payload, "payload");
    }

    public static Envelope json(String source, String stream, Instant observedAt, byte[] payload) {
        return new Envelope(source, stream, observedAt, JSON, payload, null);
    }
}
