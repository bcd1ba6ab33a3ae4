package io.tickvox.store.query;

import java.time.Instant;

/**
 * A rejection as it is shown.
 *
 * @param payload the first {@link RejectionQuery#SHOWN_CHARS} characters of the payload, read as UTF-8
 * @param payloadBytes length of the whole payload
 */
public record RejectionRow(
        String source,
        String position,
        Instant observedAt,
        String reason,
        String message,
        String payload,
        long payloadBytes) {}
