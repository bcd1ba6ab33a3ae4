package io.tickvox.sources.account;

import io.tickvox.model.Deletion;
import io.tickvox.model.Envelope;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.TreeMapper;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The stream that says which posts went with an account, as Tickvox itself lands it: {@code {"author":"…","at":"…",
 * "posts":["…"]}}.
 */
public final class GonePosts extends TreeMapper {
    /** Name of the stream, of every source of posts. */
    public static final String STREAM = "gone";

    /**
     * The payload that says that {@code posts} went with their author.
     *
     * @param source the network
     * @param at when, as the network says
     * @param posts ids
     */
    public static Envelope envelope(
            String source, String authorId, Instant at, List<String> posts, Instant observedAt) {
        JsonNode payload = Json.object(Map.of("author", authorId, "at", at.toString(), "posts", posts));
        return Envelope.json(source, STREAM, observedAt, Json.bytes(payload));
    }

    @Override
    protected void map(JsonNode root, Payload payload) {
        payload.mapAll(0, null, () -> {
            Instant at = Times.ofIso("at", Json.requiredText(root, "at"));
            if (!root.path("posts").isArray()) {
                throw UnreadableException.missing("posts");
            }
            return root.path("posts")
                    .valueStream()
                    .map(post -> new Deletion(payload.source(), id(post), at, payload.observedAt()))
                    .toList();
        });
    }

    private static String id(JsonNode post) {
        String id = Json.textOf(post);
        if (id == null) {
            throw UnreadableException.missing("posts");
        }
        return id;
    }
}
