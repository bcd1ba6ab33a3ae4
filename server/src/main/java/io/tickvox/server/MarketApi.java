package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tickvox.store.query.MarketOverview;
import io.tickvox.store.query.MarketRow;
import io.tickvox.store.query.MarketWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The market page, and the head of a ticker's. */
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
        Parameters parameters = Parameters.of(context, "window", "symbols");
        MarketWindow window = parameters.choice("window", MarketWindow::of, MarketWindow.D1);
        List<String> named = parameters.symbols("symbols");
        List<String> symbols = named == null ? settings.watchlist().get().orElse(null) : named;
        MarketOverview overview = dependencies.queries().market().overview(window, symbols);
        Responses.tagged(
                context, new Market(overview.asOf(), overview.from(), window, settings.simulated(), overview.rows()));
    }

    private record Market(
            @Nullable Instant asOf,
            @Nullable Instant from,
            MarketWindow window,
            boolean simulated,
            List<MarketRow> rows) {}
}
