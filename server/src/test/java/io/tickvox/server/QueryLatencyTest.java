package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Interval;
import io.tickvox.model.Label;
import io.tickvox.store.query.MarketWindow;
import io.tickvox.store.query.PostFilter;
import io.tickvox.store.query.Queries;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Times the dashboard's queries at 500 tickers and a year of bars: 1h bars for every hour, 1d bars for every day, 15m and 1m
 * bars for the last days, a million mentions. Takes minutes and 3 GB; run it with {@code -Dtickvox.slow=true}.
 */
@Tag("slow")
@EnabledIfSystemProperty(
        named = "tickvox.slow",
        matches = "true",
        disabledReason = "takes minutes: -Dtickvox.slow=true")
class QueryLatencyTest {
    private static final int RUNS = 25;

    private static final String SENTIMENT = """
            insert into sentiment_bar
            select 'S' || symbol, '%1$s', start, 9, 6, 1, 8, 3, 1, 1, 0, 0.1234, 0.2, 0.15, 1, 0, '{"x": 6, "reddit": 3}', true, start
            from generate_series(1, 500) as symbol, (%2$s) as bars(start)
            order by start""";
    private static final String PRICE = """
            insert into price_bar
            select 'S' || symbol, '%1$s', start, 100, 102, 99, 100 + symbol %% 3, 1000, 10, 100.5, 'finnhub', true, start
            from generate_series(1, 500) as symbol, (%2$s) as bars(start)
            order by start""";
    private static final String DAYS =
            "select (date '2025-01-02' + day)::timestamp at time zone 'America/New_York' from generate_series(0, 363) as day"
                    + " where extract(isodow from date '2025-01-02' + day) < 6";
    private static final String HOURS =
            "select timestamptz '2025-01-01 00:00:00Z' + hour * interval '1 hour' from generate_series(0, 8759) as hour";
    private static final String QUARTERS =
            "select timestamptz '2025-12-02 00:00:00Z' + n * interval '15 minutes' from generate_series(0, 2879) as n";
    private static final String MINUTES =
            "select timestamptz '2025-12-30 00:00:00Z' + n * interval '1 minute' from generate_series(0, 2862) as n";

    @Test
    void answersInMilliseconds() {
        TestDatabase database = TestDatabase.empty();
        try {
            seed(database::execute);
            Map<String, double[]> times = measure(new Queries(database.dataSource()));
            assertThat(times).allSatisfy((name, millis) -> assertThat(millis[millis.length / 2])
                    .isLessThan(500));
        } finally {
            TestDatabase.empty();
        }
    }

    static void seed(java.util.function.Consumer<String> database) {
        Map.of("1d", DAYS, "1h", HOURS, "15m", QUARTERS, "1m", MINUTES).forEach((interval, starts) -> {
            database.accept(SENTIMENT.formatted(interval, starts));
            database.accept(PRICE.formatted(interval, starts));
        });
        database.accept("""
                insert into post (source, post_id, author_name, created_at, observed_at, text, kind, version)
                select 'x', n::text, 'author' || n % 1000, timestamptz '2025-12-31 23:00:00Z' - n * interval '30 seconds',
                       timestamptz '2025-12-31 23:00:00Z', repeat('some words on $S1 ', 8), 'original', 0
                from generate_series(1, 1000000) as n""");
        database.accept("""
                insert into mention
                select 'x', n::text, 'S' || case when n % 2 = 0 then 1 else n % 500 + 1 end,
                       timestamptz '2025-12-31 23:00:00Z' - n * interval '30 seconds', timestamptz '2025-12-31 23:00:00Z',
                       'cashtag', 1, 'cashtag', 0.1, 0.4, 0.3, 0.3, 0.1,
                       case n % 3 when 0 then 'positive' when 1 then 'neutral' else 'negative' end, null, 1, 'm'
                from generate_series(1, 1000000) as n""");
        database.accept(
                "insert into listing select 'S' || n, 'Company ' || n, 'NYSE', 'Energy' from generate_series(1, 8000) as n");
        database.accept("vacuum analyze");
    }

    static Map<String, double[]> measure(Queries queries) {
        Instant to = Instant.parse("2025-12-31T23:00:00Z");
        Map<String, Runnable> work = new LinkedHashMap<>();
        work.put("market 1d", () -> queries.market().overview(MarketWindow.D1, null));
        work.put("market 1h", () -> queries.market().overview(MarketWindow.H1, null));
        work.put("market 1d as JSON", () -> Json.bytes(queries.market().overview(MarketWindow.D1, null)));
        for (Interval interval : Interval.values()) {
            work.put(
                    "bars " + interval.id() + ", 2000", () -> queries.bars().series("S7", interval, null, null, 2_000));
        }
        work.put("bars 1h, a month", () -> queries.bars()
                .series("S7", Interval.H1, to.minus(Duration.ofDays(30)), to, 2_000));
        PostFilter year = new PostFilter("S1", null, null, null, PostFilter.Include.ALL);
        PostFilter hour =
                new PostFilter("S1", to.minus(Duration.ofHours(1)), to, Label.POSITIVE, PostFilter.Include.SCORED);
        work.put("posts behind an hour", () -> queries.posts().page(hour, null, 50));
        work.put("posts of 500,000", () -> queries.posts().page(year, null, 50));
        work.put("posts, next page", () -> queries.posts()
                .page(year, queries.posts().page(year, null, 1).nextCursor(), 50));
        work.put("tickers by text", () -> queries.listings().search("company 77", 20));
        work.put("ticker", () -> queries.listings().find("S42"));
        Map<String, double[]> times = new LinkedHashMap<>();
        work.forEach((name, task) -> {
            for (int i = 0; i < 15; i++) {
                task.run();
            }
            double[] millis = new double[RUNS];
            double cpu = cpuMillis();
            for (int i = 0; i < millis.length; i++) {
                long start = System.nanoTime();
                task.run();
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            cpu = (cpuMillis() - cpu) / RUNS;
            Arrays.sort(millis);
            System.err.printf(
                    "%-28s CPU %6.1f ms, elapsed median %6.1f ms, max %6.1f ms%n",
                    name, cpu, millis[RUNS / 2], millis[RUNS - 1]);
            times.put(name, millis);
        });
        return times;
    }

    /** CPU time so far of this thread and of all database processes: what is left of elapsed time on an idle machine. */
    private static double cpuMillis() {
        double own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6;
        return own
                + ProcessHandle.current()
                        .descendants()
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(Duration::toMillis)
                        .sum();
    }
}
