package io.tickvox.sources.stocktwits;

import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A page of messages, newest first.
 *
 * @param count messages on it
 * @param ids those of its messages that can be read
 * @param more whether older ones can be asked for
 * @param oldestAt when its oldest message was written; far in the future if it has none
 */
record Page(byte[] payload, int count, List<Long> ids, boolean more, Instant oldestAt) {
    static final Page EMPTY = new Page(new byte[0], 0, List.of(), false, Instant.MAX);

    Page {
        ids = List.copyOf(ids);
    }

    /** @throws UnreadableException if {@code payload} is no page of messages */
    static Page of(byte[] payload) {
        JsonNode root = Json.parse(payload);
        JsonNode messages = root.path("messages");
        if (!messages.isArray()) {
            throw new UnreadableException(
                    Rejection.Reason.UPSTREAM_ERROR, UnreadableException.excerpt(root.toString()));
        }
        List<Long> ids = new ArrayList<>();
        Instant oldest = Instant.MAX;
        for (JsonNode message : messages) {
            String id = Json.id(message, "id");
            if (id != null && id.matches("\\d{1,18}")) {
                ids.add(Long.valueOf(id));
            }
            String created = Json.text(message, "created_at");
            Instant at = created == null ? oldest : time(created, oldest);
            oldest = at.isBefore(oldest) ? at : oldest;
        }
        return new Page(
                payload, messages.size(), ids, root.path("cursor").path("more").asBoolean(false), oldest);
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return Times.ofIso("created_at", text);
        } catch (UnreadableException e) {
            return otherwise;
        }
    }

    long newest() {
        return Collections.max(ids);
    }

    long oldest() {
        return Collections.min(ids);
    }
}
