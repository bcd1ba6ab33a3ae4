package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;

/** The event stream. */
final class StreamApi {
    static final String PATH = "/api/v1/stream";

    private final StreamHub hub;

    StreamApi(StreamHub hub) {
        this.hub = hub;
    }

    void addTo(RoutesConfig routes) {
        routes.get(PATH, this::stream);
    }

    private void stream(Context context) {
        StreamClient client = hub.connect(Parameters.of(context, "symbols").symbols("symbols"));
        context.future(() -> {
            HttpServletResponse response = context.res();
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            try {
                client.open(response.getOutputStream());
            } catch (java.io.IOException e) {
                client.end();
            }
            return client.ended();
        });
    }
}
