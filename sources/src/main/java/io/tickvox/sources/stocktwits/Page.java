package io.tickvox.sources.stocktwits;

import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A page of messages, newest first. A few may have ids far out of order: those that cannot have been given at the time of
 * their message, as seen from the others, do not count.
 *
 * @param count messages on it
 * @param messages those of its messages whose id can be read
 * @param more whether older ones can be asked for
 * @param oldestAt when its oldest message was written; far in the future if it has none
 */
record Page(byte[] payload, int count, List<Message> messages, boolean more, Instant oldestAt) {
    /** @param at when it was written; null if it does not say */
    record Message(long id, @Nullable Instant at) {}

    /** Longest that an id may be: today's have nine digits, and some hundred thousand are given a day. */
    static final int MOST_DIGITS = 12;

    private static final long MOST_A_SECOND = 1_000;
    private static final long LEEWAY = 100_000;

    static final Page EMPTY = new Page(new byte[0], 0, List.of(), false, Instant.MAX);

    Page {
        messages = List.copyOf(messages);
    }

    /** @throws UnreadableException if {@code payload} is no page of messages */
    static Page of(byte[] payload) {
        JsonNode root = Json.parse(payload);
        JsonNode listed = root.path("messages");
        if (!listed.isArray()) {
            throw new UnreadableException(
                    Rejection.Reason.UPSTREAM_ERROR, UnreadableException.excerpt(root.toString()));
        }
        List<Message> messages = new ArrayList<>();
        Instant oldest = Instant.MAX;
        for (JsonNode message : listed) {
            String id = Json.id(message, "id");
            Instant at = time(Json.text(message, "created_at"));
            if (id != null && id.matches("\\d{1," + MOST_DIGITS + "}")) {
                messages.add(new Message(Long.parseLong(id), at));
            }
            oldest = at != null && at.isBefore(oldest) ? at : oldest;
        }
        return new Page(
                payload,
                listed.size(),
                messages,
                root.path("cursor").path("more").asBoolean(false),
                oldest);
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Times.ofIso("created_at", text);
        } catch (UnreadableException e) {
            return null;
        }
    }

    boolean contains(long id) {
        return messages.stream().anyMatch(message -> message.id == id);
    }

    /**
     * The newest message's id.
     *
     * @param known id of a message that was written at {@code at} or before; 0 if none is known
     */
    long newest(long known, Instant at, Instant now) {
        return inOrder(known, at, now).max().orElse(known);
    }

    /** The oldest message's id, with the parameters of {@link #newest}; empty if no id counts. */
    OptionalLong oldest(long known, Instant at, Instant now) {
        return inOrder(known, at, now).min();
    }

    /** Whether {@code known} lies so far before the messages that it cannot have been the newest at {@code at}. */
    boolean isBeyond(long known, Instant at, Instant now) {
        return known > 0 && !messages.isEmpty() && !isInOrder(new Message(known, at), base(known, at), now);
    }

    private LongStream inOrder(long known, Instant at, Instant now) {
        if (messages.isEmpty()) {
            return LongStream.empty();
        }
        Message base = base(known, at);
        return messages.stream()
                .filter(message -> isInOrder(message, base, now))
                .mapToLong(Message::id);
    }

    /** The one in the middle of those that are known; of two the lower. */
    private Message base(long known, Instant at) {
        List<Message> all = new ArrayList<>(messages);
        if (known > 0) {
            all.add(new Message(known, at));
        }
        all.sort(Comparator.comparingLong(Message::id));
        return all.get((all.size() - 1) / 2);
    }

    private static boolean isInOrder(Message message, Message base, Instant now) {
        Instant from = base.at == null ? now : base.at;
        Instant at = message.at == null ? from : message.at.isAfter(now) ? now : message.at;
        long given = Duration.between(from, at).toSeconds() * MOST_A_SECOND;
        long ids = message.id - base.id;
        return ids <= LEEWAY + Math.max(0, given) && ids >= -LEEWAY + Math.min(0, given);
    }
}
