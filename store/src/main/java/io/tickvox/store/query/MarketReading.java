package io.tickvox.store.query;

import io.tickvox.model.Fixed;
import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the market: a handful of range scans over bars, each bounded by the window. What they find is put together
 * here, so that the database neither sorts nor joins.
 */
final class MarketReading {
    private static final String SENTIMENT = """
            select symbol, case when start >= :from then date_bin(:step * interval '1 second', start, :from) end as point,
                   sum(posts)::int as posts, sum(originals)::int as originals, sum(noise)::int as noise,
                   sum(positive)::int as positive, sum(neutral)::int as neutral, sum(negative)::int as negative,
                   sum(mixed)::int as mixed,
                   coalesce(sum(score_mean * (positive + neutral + negative + mixed)), 0) as score_sum
            from sentiment_bar
            where "interval" = :interval and start >= :before and start < :to %s
            group by 1, 2""";

    private static final String NORM = """
            select symbol, sum(posts) as posts
            from sentiment_bar
            where "interval" = :interval and start >= :first and start < :end %s
            group by 1""";

    private static final String DAILY = """
            select symbol, start, close
            from price_bar
            where "interval" = '1d' and start >= :first and start < :end %s
            order by start""";

    private static final String LAST_MINUTE = """
            select wanted.symbol, last.start, last.close
            from unnest(:wanted) as wanted(symbol)
            cross join lateral (
                select start, close from price_bar
                where symbol = wanted.symbol and "interval" = '1m' and start < :to
                order by start desc limit 1) as last""";

    private static final String POINTS = """
            select symbol, start, close
            from price_bar
            where "interval" = :interval and start >= :from and start < :to %s""";

    /** How far back a previous close is looked for. */
    private static final Duration DAILY_SPAN = Duration.ofDays(15);

    private final Handle handle;
    private final SessionCalendar calendar;
    private final DataTime dataTime;
    private final MarketWindow window;
    private final Instant asOf;
    private final @Nullable List<String> watchlist;
    private final Instant from;
    private final Instant to;
    private final Map<String, Tally[]> tallies = new HashMap<>();
    private final Map<String, Tally> preceding = new HashMap<>();
    private final Map<String, Double> norms = new HashMap<>();
    private final Map<String, PriceHistory> prices = new HashMap<>();

    MarketReading(
            Handle handle,
            SessionCalendar calendar,
            DataTime dataTime,
            MarketWindow window,
            Instant asOf,
            @Nullable List<String> watchlist) {
        this.handle = handle;
        this.calendar = calendar;
        this.dataTime = dataTime;
        this.window = window;
        this.asOf = asOf;
        this.watchlist = watchlist;
        this.from = window.from(asOf);
        this.to = from.plus(window.length());
    }

    MarketOverview overview() {
        readSentiment();
        boolean hasNorm = readNorms();
        readDailyPrices();
        TreeSet<String> symbols = new TreeSet<>();
        if (watchlist != null) {
            symbols.addAll(watchlist);
        } else {
            symbols.addAll(tallies.keySet());
            symbols.addAll(norms.keySet());
            symbols.addAll(prices.keySet());
        }
        List<String> wanted = List.copyOf(symbols);
        readMinutePrices(wanted);
        readPoints();
        Map<String, Ticker> listings = ListingQuery.byId(handle, wanted);
        List<MarketRow> rows = new ArrayList<>(wanted.size());
        for (String symbol : wanted) {
            Ticker ticker = listings.getOrDefault(symbol, new Ticker(symbol, symbol, null, null));
            rows.add(row(ticker, hasNorm));
        }
        return new MarketOverview(asOf, from, window, rows);
    }

    private void readSentiment() {
        Query query =
                windowed(SENTIMENT, window.bars()).bind("step", window.step().toSeconds());
        instant(query, "before", from.minus(window.length()));
        Rows.each(query, row -> {
            String symbol = row.getString("symbol");
            Instant point = Rows.nullableInstant(row, "point");
            Tally tally = new Tally();
            tally.add(
                    row.getInt("posts"),
                    row.getInt("originals"),
                    row.getInt("noise"),
                    row.getInt("positive"),
                    row.getInt("neutral"),
                    row.getInt("negative"),
                    row.getInt("mixed"),
                    row.getDouble("score_sum"));
            if (point == null) {
                preceding.put(symbol, tally);
            } else {
                tallies.computeIfAbsent(symbol, key -> new Tally[window.points()])[index(point)] = tally;
            }
        });
    }

    private boolean readNorms() {
        Instant oldest = dataTime.oldest(handle, Norm.bars(window)).orElse(null);
        Norm norm = oldest == null ? null : Norm.before(window, from, oldest, calendar);
        if (norm == null) {
            return false;
        }
        Query query = query(NORM).bind("interval", norm.interval().id());
        instant(query, "first", norm.first());
        instant(query, "end", norm.end());
        Rows.each(query, row -> norms.put(row.getString("symbol"), round(row.getLong("posts") / norm.windows())));
        return true;
    }

    private void readDailyPrices() {
        Query query = query(DAILY);
        instant(query, "first", asOf.minus(DAILY_SPAN));
        instant(query, "end", Interval.D1.startOf(asOf, calendar));
        Rows.each(query, row -> history(row).addDaily(close(row)));
    }

    private void readMinutePrices(List<String> wanted) {
        Query query = handle.createQuery(LAST_MINUTE).bindArray("wanted", String.class, wanted);
        instant(query, "to", asOf);
        Rows.each(query, row -> history(row).minute(close(row)));
    }

    private void readPoints() {
        Rows.each(windowed(POINTS, window.bars()), row -> {
            Close close = close(row);
            history(row).point(index(close.start()), close);
        });
    }

    /** The point that {@code at} belongs to. */
    private int index(Instant at) {
        return (int) ((at.toEpochMilli() - from.toEpochMilli()) / window.step().toMillis());
    }

    private MarketRow row(Ticker ticker, boolean hasNorm) {
        @Nullable Tally[] points = tallies.getOrDefault(ticker.symbol(), new Tally[window.points()]);
        Tally sum = new Tally();
        for (Tally point : points) {
            if (point != null) {
                sum.add(point);
            }
        }
        PriceHistory history = prices.get(ticker.symbol());
        PriceHistory.Quoted last = history == null ? null : history.last();
        Double norm = hasNorm ? norms.getOrDefault(ticker.symbol(), 0.0) : null;
        Tally before = preceding.get(ticker.symbol());
        Double score = sum.score();
        Double scoreBefore = before == null ? null : before.score();
        return new MarketRow(
                ticker.symbol(),
                ticker.name(),
                ticker.sector(),
                last == null ? null : last.price(),
                last == null ? null : last.at(),
                last == null ? null : last.changePct(),
                sum.posts,
                sum.originals,
                sum.noise,
                norm,
                norm == null || norm == 0 ? null : round(sum.posts / norm),
                score,
                sum.scored(),
                sum.positive,
                sum.neutral,
                sum.negative,
                sum.mixed,
                score == null || scoreBefore == null ? null : Fixed.round(score - scoreBefore),
                spark(points, history));
    }

    private List<SparkPoint> spark(@Nullable Tally[] points, @Nullable PriceHistory history) {
        long step = window.step().toMillis();
        @Nullable Double[] line = history == null ? new @Nullable Double[points.length] : history.line(from, step);
        List<SparkPoint> spark = new ArrayList<>(points.length);
        for (int i = 0; i < points.length; i++) {
            Instant at = from.plusMillis(i * step);
            if (!at.isBefore(asOf)) {
                break;
            }
            Tally point = points[i];
            spark.add(
                    new SparkPoint(at, line[i], point == null ? null : point.score(), point == null ? 0 : point.posts));
        }
        return spark;
    }

    private PriceHistory history(ResultSet row) throws SQLException {
        return prices.computeIfAbsent(
                row.getString("symbol"), key -> new PriceHistory(calendar, asOf, window.points()));
    }

    private static Close close(ResultSet row) throws SQLException {
        return new Close(Rows.instant(row, "start"), row.getDouble("close"));
    }

    private Query windowed(String sql, Interval interval) {
        Query query = query(sql).bind("interval", interval.id());
        instant(query, "from", from);
        instant(query, "to", to);
        return query;
    }

    /** {@code sql} over the watchlist's tickers alone, where there is one. */
    private Query query(String sql) {
        Query query = handle.createQuery(sql.formatted(watchlist == null ? "" : "and symbol = any(:watchlist)"));
        return watchlist == null ? query : query.bindArray("watchlist", String.class, watchlist);
    }

    private static void instant(Query query, String name, Instant value) {
        query.bindByType(name, Rows.parameter(value), OffsetDateTime.class);
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
