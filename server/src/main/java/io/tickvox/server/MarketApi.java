package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tickvox.store.query.MarketOverview;
import io.tickvox.store.query.MarketRow;
import io.tickvox.store.query.MarketWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The market page. */
final class MarketApi {
    private final ServerSettings settings;
    private final ServerDependencies dependencies;

    MarketApi(ServerSettings settings, ServerDependencies dependencies) {
        this.settings = settings;
        this.dependencies = dependencies;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/market", this::market);
    }

    private void market(Context context) {
        MarketWindow window = Parameters.of(context, "window").choice("window", MarketWindow::of, MarketWindow.D1);
        MarketOverview overview = dependencies
                .queries()
                .market()
                .overview(window, settings.watchlist().get().orElse(null));
        Responses.json(
                context, new Market(overview.asOf(), overview.from(), window, settings.simulated(), overview.rows()));
    }

    private record Market(
            @Nullable Instant asOf,
            @Nullable Instant from,
            MarketWindow window,
            boolean simulated,
            List<MarketRow> rows) {}
}
