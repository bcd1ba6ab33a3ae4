package io.tickvox.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard's queries read by index what they need: 500 tickers with a year of days and two weeks of 15m bars. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexUseTest {
    private TestDatabase database;

    @BeforeAll
    void fill() {
        database = TestDatabase.migrated();
        for (String range :
                List.of("'1d', '2025-01-01', '2025-12-31', '1 day'", "'15m', '2025-06-01', '2025-06-08', '15 min'")) {
            String[] part = range.split(", ");
            String from = " from generate_series(1, 500) n, generate_series(timestamptz " + part[1] + ", " + part[2]
                    + ", " + part[3] + ") start";
            database.execute("insert into price_bar select 'S' || n, " + part[0]
                    + ", start, 10, 11, 9, 10, 5, 1, 10, 'yahoo', true, start" + from);
            database.execute("insert into sentiment_bar select 'S' || n, " + part[0]
                    + ", start, 3, 2, 0, 3, 1, 1, 0, 0, .1, .2, .1, 0, 0, '{}', true, start" + from);
        }
        database.execute(
                "insert into post select 'x', n::text, 'a', 'a', 1, timestamptz '2025-06-01' + n * interval '9 s',"
                        + " '2025-06-01', 'text', 'en', null, 'original' from generate_series(1, 50000) n");
        database.execute("insert into mention select 'x', n::text, 'S' || n % 500,"
                + " timestamptz '2025-06-01' + n * interval '9 s', '2025-06-01', 'cashtag', 1, '', .1, .5, .3, .2, 0,"
                + " 'positive', null, 1, 'm' from generate_series(1, 50000) n");
        database.execute("insert into rejection select 'x', n::text, timestamptz '2025-06-01' + n * interval '9 s',"
                + " 'MALFORMED', '', '' from generate_series(1, 20000) n");
        database.execute("analyze");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from market_bar where symbol = 'S7' and interval = '1d' and start >= '2025-02-01'"
                        + " and start < '2025-12-01' order by start",
                "select * from market_bar where symbol = 'S7' and interval = '15m' and start >= '2025-06-03'"
                        + " and start < '2025-06-05' order by start",
                "select symbol, sum(posts) from sentiment_bar where interval = '15m' and start >= '2025-06-07 12:00'"
                        + " group by symbol",
                "select l.symbol, b.close from (values ('S1'), ('S2')) l (symbol) cross join lateral (select close from"
                        + " price_bar p where p.symbol = l.symbol and p.interval = '15m' order by start desc limit 1) b",
                "select * from mention m join post p using (source, post_id) where m.symbol = 'S7'"
                        + " and m.created_at >= '2025-06-02' and (m.created_at, m.source, m.post_id) <"
                        + " ('2025-06-05', 'x', '7') order by m.created_at desc, m.source desc, m.post_id desc limit 50",
                "select * from rejection where observed_at < '2025-06-02' order by observed_at desc limit 50"
            })
    void readsByIndex(String query) {
        String plan = String.join("\n", database.rows("explain " + query));
        assertThat(plan).doesNotContain("Seq Scan on");
    }
}
