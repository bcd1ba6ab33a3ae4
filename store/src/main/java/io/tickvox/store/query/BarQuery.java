package io.tickvox.store.query;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The bars of one ticker, what was said beside what was traded. */
public final class BarQuery {
    /** Where the newest bars start, so that what the view computes for each row is computed for these alone. */
    private static final String FIRST = """
            select min(start) as start
            from (select start
                  from ((select start from price_bar where %1$s order by start desc limit :limit)
                        union
                        (select start from sentiment_bar where %1$s order by start desc limit :limit)) as either
                  order by start desc limit :limit) as newest""";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Jdbi jdbi;
    private final SessionCalendar calendar;
    private final DataTime dataTime;

    BarQuery(Jdbi jdbi, SessionCalendar calendar, DataTime dataTime) {
        this.jdbi = jdbi;
        this.calendar = calendar;
        this.dataTime = dataTime;
    }

    /**
     * The newest bars that start in a range.
     *
     * @param from first start; null for no bound
     * @param to first start no longer wanted; null for the end of the bar that holds the newest data of the whole market
     * @param limit most bars to return
     */
    public BarSeries series(String symbol, Interval interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        return jdbi.withHandle(handle -> {
            List<Bar> bars = bars(handle, symbol, interval, from, to == null ? end(handle, interval) : to, limit);
            Instant first =
                    from != null ? from : bars.isEmpty() ? null : bars.get(0).from();
            Instant last = to != null
                    ? to
                    : bars.isEmpty() ? null : bars.get(bars.size() - 1).end();
            List<Gap> gaps = first == null || last == null ? List.of() : gaps(handle, symbol, first, last);
            return new BarSeries(symbol, interval, first, last, bars, gaps);
        });
    }

    /** The end of the bar that holds the newest data: for a day days ahead, as a session opens when the one before it closes. */
    private @Nullable Instant end(Handle handle, Interval interval) {
        return dataTime.newest(handle)
                .map(newest -> interval.endOf(interval.startOf(newest.minusMillis(1), calendar), calendar))
                .orElse(null);
    }

    private List<Bar> bars(
            Handle handle, String symbol, Interval interval, @Nullable Instant from, @Nullable Instant to, int limit) {
        Instant first = bound(handle.createQuery(FIRST.formatted(range(from, to))), symbol, interval, from, to)
                .bind("limit", limit)
                .map((row, context) -> Optional.ofNullable(Rows.nullableInstant(row, "start")))
                .one()
                .orElse(null);
        if (first == null) {
            return List.of();
        }
        return bound(
                        handle.createQuery("select * from market_bar where " + range(first, to) + " order by start"),
                        symbol,
                        interval,
                        first,
                        to)
                .map((row, context) -> bar(row, interval))
                .list();
    }

    private static String range(@Nullable Instant from, @Nullable Instant to) {
        return "symbol = :symbol and \"interval\" = :interval" + (from == null ? "" : " and start >= :from")
                + (to == null ? "" : " and start < :to");
    }

    private static Query bound(
            Query query, String symbol, Interval interval, @Nullable Instant from, @Nullable Instant to) {
        query.bind("symbol", symbol).bind("interval", interval.id());
        if (from != null) {
            query.bindByType("from", Rows.parameter(from), OffsetDateTime.class);
        }
        if (to != null) {
            query.bindByType("to", Rows.parameter(to), OffsetDateTime.class);
        }
        return query;
    }

    private Bar bar(ResultSet row, Interval interval) throws SQLException {
        Instant start = Rows.instant(row, "start");
        return new Bar(
                start,
                Spans.from(interval, start, calendar),
                interval.endOf(start, calendar),
                Rows.nullableDouble(row, "open"),
                Rows.nullableDouble(row, "high"),
                Rows.nullableDouble(row, "low"),
                Rows.nullableDouble(row, "close"),
                Rows.nullableDouble(row, "volume"),
                Rows.nullableLong(row, "trades"),
                Rows.nullableDouble(row, "vwap"),
                row.getInt("posts"),
                row.getInt("originals"),
                row.getInt("noise"),
                row.getInt("authors"),
                row.getInt("positive"),
                row.getInt("neutral"),
                row.getInt("negative"),
                row.getInt("mixed"),
                Rows.nullableDouble(row, "score_mean"),
                Rows.nullableDouble(row, "score_stddev"),
                Rows.nullableDouble(row, "score_weighted"),
                row.getInt("author_bullish"),
                row.getInt("author_bearish"),
                bySource(row.getString("by_source")),
                row.getBoolean("complete"),
                Rows.nullableDouble(row, "return"),
                Rows.nullableDouble(row, "forward_return_1"),
                Rows.nullableDouble(row, "forward_return_1h"),
                Rows.nullableDouble(row, "forward_return_1d"));
    }

    /** When posts or prices are missing. */
    private static List<Gap> gaps(Handle handle, String symbol, Instant from, Instant to) {
        return handle.createQuery("""
                        select source, nullif(symbol, '') as symbol, start, "end", reason,
                        case missing when 'pair_prices' then 'prices' else missing end as missing from coverage_gap
                        where symbol in ('', :symbol) and start < :to and ("end" is null or "end" > :from)
                        and missing <> 'deletions' and (missing <> 'pair_prices' or strpos(:symbol, '-') > 0)
                        order by start, source limit 1000""")
                .bind("symbol", symbol)
                .bindByType("from", Rows.parameter(from), OffsetDateTime.class)
                .bindByType("to", Rows.parameter(to), OffsetDateTime.class)
                .map((row, context) -> new Gap(
                        row.getString("source"),
                        row.getString("symbol"),
                        Rows.instant(row, "start"),
                        Rows.nullableInstant(row, "end"),
                        row.getString("missing"),
                        row.getString("reason")))
                .list();
    }

    private static Map<String, Integer> bySource(@Nullable String json) {
        Map<String, Integer> counts = new TreeMap<>();
        if (json != null) {
            JSON.readTree(json)
                    .properties()
                    .forEach(
                            entry -> counts.put(entry.getKey(), entry.getValue().asInt()));
        }
        return Collections.unmodifiableMap(counts);
    }
}
