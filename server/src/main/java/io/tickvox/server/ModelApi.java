package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** How models do on live posts. */
final class ModelApi {
    private final LiveModels models;

    ModelApi(LiveModels models) {
        this.models = models;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/models/live", this::live);
    }

    private void live(Context context) {
        Parameters.of(context);
        Responses.json(context, new Live(LiveModels.DAYS, models.recent()));
    }

    private record Live(int window, List<LiveModels.View> models) {}
}
