package io.tickvox.sources.yahoo;

import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import tools.jackson.databind.JsonNode;

/** Yahoo's errors: {@code error} beside a result that is null, in an object named after the API. */
final class YahooErrors {
    private YahooErrors() {}

    /** Why {@code root} holds no {@code field}: an error, if it tells of one. */
    static UnreadableException none(JsonNode root, String field) {
        for (String api : new String[] {"chart", "finance", "quoteResponse", "spark"}) {
            JsonNode error = root.path(api).path("error");
            if (error.isObject()) {
                String code = Json.text(error, "code");
                String description = Json.text(error, "description");
                return upstream((code == null ? "" : code + ", ") + (description == null ? error : description));
            }
        }
        if (root.has("error") || "error".equals(Json.text(root, "type"))) {
            return upstream(root.toString());
        }
        return UnreadableException.missing(field);
    }

    private static UnreadableException upstream(String told) {
        return new UnreadableException(
                Rejection.Reason.UPSTREAM_ERROR, "Yahoo answered with an error: " + UnreadableException.excerpt(told));
    }
}
