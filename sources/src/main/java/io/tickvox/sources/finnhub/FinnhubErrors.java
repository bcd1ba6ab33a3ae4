package io.tickvox.sources.finnhub;

import io.tickvox.model.Rejection;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import tools.jackson.databind.JsonNode;

/** Finnhub's errors: {@code error} over REST, {@code msg} on the socket. */
final class FinnhubErrors {
    private FinnhubErrors() {}

    static UnreadableException upstream(JsonNode root) {
        String told = Json.text(root, root.has("error") ? "error" : "msg");
        return new UnreadableException(
                Rejection.Reason.UPSTREAM_ERROR,
                "Finnhub answered with an error: "
                        + UnreadableException.excerpt(told == null ? root.toString() : told));
    }
}
