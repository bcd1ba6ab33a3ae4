package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.Interval;
import io.tickvox.model.Label;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.query.BarSeries;
import io.tickvox.store.query.Cursor;
import io.tickvox.store.query.PostFilter;
import io.tickvox.store.query.PostPage;
import io.tickvox.store.query.PostRow;
import io.tickvox.store.query.Queries;
import io.tickvox.store.query.Ticker;
import io.tickvox.store.query.TickerDetail;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ticker page: what a ticker is, its bars, and the posts behind them. */
final class TickerApi {
    private static final int MAX_BARS = 10_000;
    private static final int MAX_POSTS = 200;
    private static final int MAX_TICKERS = 100;

    private final boolean simulated;
    private final Queries queries;

    TickerApi(ServerSettings settings, ServerDependencies dependencies) {
        this.simulated = settings.simulated();
        this.queries = dependencies.queries();
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/tickers", this::search);
        routes.get("/api/v1/tickers/{symbol}", this::ticker);
        routes.get("/api/v1/tickers/{symbol}/bars", this::bars);
        routes.get("/api/v1/tickers/{symbol}/posts", this::posts);
    }

    private void search(Context context) {
        Parameters parameters = Parameters.of(context, "q", "limit");
        Responses.json(
                context,
                new Tickers(queries.listings().search(parameters.text("q", 64), parameters.limit(20, MAX_TICKERS))));
    }

    private void ticker(Context context) {
        String symbol = Parameters.of(context).pathSymbol();
        TickerDetail detail = queries.listings()
                .find(symbol)
                .orElseThrow(() -> new TickvoxException(
                        ErrorCode.NOT_FOUND,
                        "Cannot find ticker '" + symbol + "': expected one that is listed or has data"));
        Ticker ticker = detail.ticker();
        Responses.json(
                context,
                new Detail(
                        ticker.symbol(),
                        ticker.name(),
                        ticker.exchange(),
                        ticker.sector(),
                        detail.firstBar(),
                        detail.lastBar()));
    }

    private void bars(Context context) {
        Parameters parameters = Parameters.of(context, "interval", "from", "to", "limit");
        String symbol = parameters.pathSymbol();
        Interval interval = parameters.choice("interval", Interval::of, Interval.M15);
        Instant from = parameters.instant("from");
        Instant to = ordered(from, parameters.instant("to"));
        BarSeries series = queries.bars().series(symbol, interval, from, to, parameters.limit(2_000, MAX_BARS));
        Responses.json(context, series);
    }

    private void posts(Context context) {
        Parameters parameters = Parameters.of(context, "from", "to", "label", "include", "cursor", "limit");
        String symbol = parameters.pathSymbol();
        Instant from = parameters.instant("from");
        Instant to = ordered(from, parameters.instant("to"));
        PostFilter filter = new PostFilter(
                symbol,
                from,
                to,
                parameters.choice("label", TickerApi::label),
                parameters.choice("include", PostFilter.Include::of, PostFilter.Include.ALL));
        Cursor after = parameters.choice("cursor", Cursor::of);
        PostPage page = queries.posts().page(filter, after, parameters.limit(50, MAX_POSTS));
        Cursor next = page.nextCursor();
        // The address of a post that is made up leads to no post, or to somebody else's.
        List<PostRow> posts =
                simulated ? page.posts().stream().map(PostRow::withoutUrl).toList() : page.posts();
        Responses.json(context, new Posts(posts, next == null ? null : next.token(), page.total()));
    }

    private static @Nullable Instant ordered(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw Parameters.invalid("to", to.toString(), "a time not before from, " + from);
        }
        return to;
    }

    private static Label label(String id) {
        return Arrays.stream(Label.values())
                .filter(label -> label.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Parameters.invalid(
                        "label",
                        id,
                        "one of " + Arrays.stream(Label.values()).map(Label::id).collect(Collectors.joining(", "))));
    }

    private record Tickers(List<Ticker> tickers) {}

    private record Detail(
            String symbol,
            String name,
            @Nullable String exchange,
            @Nullable String sector,
            @Nullable Instant firstBar,
            @Nullable Instant lastBar) {}

    private record Posts(List<PostRow> posts, @Nullable String nextCursor, long total) {}
}
