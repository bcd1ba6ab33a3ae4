package io.tickvox.server;

import io.javalin.http.Context;

/** How answers are written. */
final class Responses {
    static final String JSON = "application/json";

    private Responses() {}

    /** {@code body} as JSON that no cache may keep. */
    static void json(Context context, Object body) {
        context.header("Cache-Control", "no-store").contentType(JSON).result(Json.bytes(body));
    }
}
