package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tickvox.store.query.Cursor;
import io.tickvox.store.query.RejectionRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The status page: the parts, the sources, the job, and what could not be read; health for machines. */
final class StatusApi {
    private static final int MAX_REJECTIONS = 200;

    private final ServerSettings settings;
    private final ServerDependencies dependencies;

    StatusApi(ServerSettings settings, ServerDependencies dependencies) {
        this.settings = settings;
        this.dependencies = dependencies;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/status", this::status);
        routes.get("/api/v1/rejections", this::rejections);
        routes.get("/health", this::health);
    }

    private void status(Context context) {
        Responses.json(context, StatusView.of(settings, dependencies.status().status(), dependencies.clock()));
    }

    private void rejections(Context context) {
        Parameters parameters = Parameters.of(context, "limit", "before");
        int limit = parameters.limit(50, MAX_REJECTIONS);
        Cursor before = parameters.choice("before", StatusApi::cursor);
        List<RejectionRow> rows = dependencies.queries().rejections().newest(before, limit);
        RejectionRow last = rows.size() == limit ? rows.get(limit - 1) : null;
        Responses.json(
                context,
                new Rejections(
                        rows,
                        last == null ? null : new Cursor(last.observedAt(), last.source(), last.position()).token()));
    }

    private void health(Context context) {
        List<ComponentStatus> checks = dependencies.status().status().components();
        boolean up = checks.stream().allMatch(check -> check.state() == ComponentStatus.State.UP);
        Responses.json(context.status(up ? 200 : 503), new Health(up ? "up" : "down", checks));
    }

    /** A time, or the cursor that the page before gave. */
    private static Cursor cursor(String value) {
        try {
            return new Cursor(Instant.parse(value), "", "");
        } catch (DateTimeException e) {
            return Cursor.of(value);
        }
    }

    private record Rejections(
            List<RejectionRow> rejections, @Nullable String nextBefore) {}

    private record Health(String status, List<ComponentStatus> checks) {}
}
