package io.tickvox.sources.stocktwits;

import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Duration;
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
    /** Longest that an id may be: today's have nine digits, and some hundred thousand are given a day. */
    static final int MOST_DIGITS = 12;

    private static final long MOST_A_SECOND = 1_000;
    private static final long LEEWAY = 100_000;

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
            if (id != null && id.matches("\\d{1," + MOST_DIGITS + "}")) {
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

    /**
     * The newest message's id. One that is too far beyond {@code known} to have been given by {@code now} is there by
     * mistake and does not count.
     *
     * @param known id of a message that was written at {@code at} or after; 0 if none is known, and this page's oldest is taken
     */
    long newest(long known, Instant at, Instant now) {
        long base = known > 0 ? known : oldest();
        Instant since = known > 0 || oldestAt.isAfter(now) ? at : oldestAt;
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        long last = base + LEEWAY + seconds * MOST_A_SECOND;
        return ids.stream()
                .mapToLong(Long::longValue)
                .filter(id -> id <= last)
                .max()
                .orElse(known);
    }

    long oldest() {
        return Collections.min(ids);
    }
}
