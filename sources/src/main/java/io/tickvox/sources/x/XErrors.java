package io.tickvox.sources.x;

import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What X sends in place of a post where something is wrong: errors, and warnings that posts were or will be left out. */
final class XErrors {
    private XErrors() {}

    /** Why {@code root}, which holds no post, is an error or a warning of X's; null if it is neither. */
    static @Nullable UnreadableException problem(JsonNode root) {
        JsonNode errors = root.path("errors");
        if (errors.isArray() && !errors.isEmpty()) {
            return upstream(errors.get(0), errors.size());
        }
        for (String notice : new String[] {"errors", "error", "disconnect", "warning", "limit"}) {
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
}
