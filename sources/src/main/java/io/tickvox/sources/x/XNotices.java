package io.tickvox.sources.x;

import io.tickvox.model.Deletion;
import io.tickvox.model.Normalised;
import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.Times;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What X sends in place of a post: notices of deletion, errors, and warnings that posts were or will be left out. */
final class XNotices {
    private XNotices() {}

    /**
     * The deletion that {@code root} tells of, in the form of API v1.1 ({@code delete.status}) or of v2 ({@code
     * data.delete.tweet}); null if it tells of none.
     */
    static @Nullable Normalised deletion(JsonNode root, String source, Instant observedAt) {
        JsonNode v1 = root.path("delete").path("status");
        if (v1.isObject()) {
            String id = id(v1, "id_str", "id");
            String millis = Json.id(root.path("delete"), "timestamp_ms");
            boolean timed = millis != null && XText.isId(millis) && millis.length() < 15;
            Instant at = timed ? Times.ofMillis("timestamp_ms", Long.parseLong(millis)) : observedAt;
            return new Deletion(source, id, at, observedAt);
        }
        JsonNode v2 = root.path("data").path("delete");
        JsonNode post = v2.has("post") ? v2.path("post") : v2.path("tweet");
        if (post.isObject()) {
            String at = Json.text(v2, "event_at");
            return new Deletion(
                    source, id(post, "id", "id"), at == null ? observedAt : Times.ofIso("event_at", at), observedAt);
        }
        return null;
    }

    /** Why {@code root}, which holds no post, is an error or a warning of X's; null if it is neither. */
    static @Nullable UnreadableException problem(JsonNode root) {
        JsonNode errors = root.path("errors");
        if (errors.isArray() && !errors.isEmpty()) {
            return upstream(errors.get(0), errors.size());
        }
        for (String notice : new String[] {"errors", "error", "disconnect", "warning", "limit", "status_withheld"}) {
            if (root.has(notice)) {
                return upstream(root.path(notice), 1);
            }
        }
        boolean isProblem = root.path("title").isString()
                && (root.path("type").isString() || root.path("detail").isString())
                && !root.has("data");
        return isProblem ? upstream(root, 1) : null;
    }

    private static UnreadableException upstream(JsonNode error, int count) {
        StringBuilder message = new StringBuilder("X answered with ")
                .append(count == 1 ? "an error" : count + " errors, first")
                .append(": ");
        boolean told = false;
        for (String field :
                new String[] {"title", "code", "disconnect_type", "connection_issue", "detail", "message"}) {
            String text = error.path(field).isIntegralNumber() ? Json.id(error, field) : Json.text(error, field);
            if (text != null) {
                message.append(told ? ", " : "").append(UnreadableException.excerpt(text));
                told = true;
            }
        }
        if (!told) {
            message.append(UnreadableException.excerpt(error.toString()));
        }
        return new UnreadableException(Rejection.Reason.UPSTREAM_ERROR, message.toString());
    }

    private static String id(JsonNode object, String first, String second) {
        String id = Json.id(object, first);
        id = id == null ? Json.id(object, second) : id;
        if (id == null) {
            throw UnreadableException.missing(first);
        }
        return XText.checkedId(first, id);
    }
}
