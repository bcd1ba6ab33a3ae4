package io.tickvox.store;

import static io.tickvox.store.Examples.priceBar;
import static io.tickvox.store.Examples.sentimentBar;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Interval;
import io.tickvox.model.PriceBar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarketBarTest {
    private TestDatabase database;

    @BeforeAll
    void open() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("truncate sentiment_bar, price_bar");
    }

    @Test
    void holdsIntervalsThatHaveEither() {
        Instant start = Instant.parse("2014-01-02T15:00:00Z");
        database.write(
                new PriceBarWriter(),
                List.of(
                        priceBar("AAPL", Interval.M1, start, 100, 101),
                        priceBar("AAPL", Interval.M1, start.plusSeconds(60), 100, 100)));
        database.write(
                new SentimentBarWriter(),
                List.of(
                        sentimentBar("AAPL", Interval.M1, start, 3),
                        sentimentBar("AAPL", Interval.M1, start.plusSeconds(120), 2),
                        sentimentBar("MSFT", Interval.M1, start, 1)));
        assertThat(database.rows(
                        "select symbol, to_char(start, 'MI'), close, posts, score_mean, round(return::numeric, 6),"
                                + " by_source, complete from market_bar order by symbol, start"))
                .containsExactly(
                        "AAPL|00|101|3|0.1234|0.010000|{\"x\": 3}|t",
                        "AAPL|01|100|0|null|0.000000|{}|t",
                        "AAPL|02|null|2|0.1234|null|{\"x\": 2}|t",
                        "MSFT|00|null|1|0.1234|null|{\"x\": 1}|t");
    }

    @Test
    void looksOneBarAhead() {
        Instant start = Instant.parse("2014-01-02T15:00:00Z");
        database.write(
                new PriceBarWriter(),
                List.of(
                        priceBar("AAPL", Interval.M15, start, 100, 100),
                        priceBar("AAPL", Interval.M15, start.plus(Duration.ofMinutes(15)), 100, 110),
                        priceBar("AAPL", Interval.M15, start.plus(Duration.ofMinutes(45)), 100, 121),
                        priceBar("MSFT", Interval.M15, start.plus(Duration.ofMinutes(60)), 5, 5)));
        assertThat(database.rows("select round(forward_return_1::numeric, 6) from market_bar"
                        + " where symbol = 'AAPL' order by start"))
                .containsExactly("0.100000", "null", "null");
    }

    @Test
    void looksOneHourAheadWithinQuarterOfHour() {
        Instant start = Instant.parse("2014-01-02T15:00:00Z");
        database.write(
                new PriceBarWriter(),
                List.of(
                        priceBar("AAPL", Interval.M1, start, 100, 100),
                        priceBar("AAPL", Interval.M1, start.plus(Duration.ofMinutes(59)), 100, 50),
                        priceBar("AAPL", Interval.M1, start.plus(Duration.ofMinutes(62)), 100, 120),
                        priceBar("AAPL", Interval.M1, start.plus(Duration.ofMinutes(138)), 100, 60)));
        assertThat(database.rows("select round(forward_return_1h::numeric, 6) from market_bar order by start"))
                .containsExactly("0.200000", "null", "null", "null");
    }

    @Test
    void looksToSameTimeOfNextSessionOverWeekendAndChangeOfClocks() {
        Instant friday = Instant.parse("2014-03-07T15:00:00Z");
        Instant monday = Instant.parse("2014-03-10T14:00:00Z");
        database.write(
                new PriceBarWriter(),
                List.of(
                        priceBar("AAPL", Interval.M1, friday, 100, 100),
                        priceBar("AAPL", Interval.M1, monday.minusSeconds(60), 100, 90),
                        priceBar("AAPL", Interval.M1, monday.plusSeconds(120), 100, 105),
                        priceBar("AAPL", Interval.M1, monday.plus(Duration.ofDays(14)), 100, 1)));
        assertThat(database.rows("select round(forward_return_1d::numeric, 6) from market_bar order by start"))
                .containsExactly("0.050000", "null", "null", "null");
    }

    @Test
    void looksToNextSessionFromDay() {
        List<PriceBar> days = List.of(
                priceBar("AAPL", Interval.D1, Instant.parse("2014-01-02T05:00:00Z"), 100, 100),
                priceBar("AAPL", Interval.D1, Instant.parse("2014-01-03T05:00:00Z"), 100, 110),
                priceBar("AAPL", Interval.D1, Instant.parse("2014-01-06T05:00:00Z"), 100, 99));
        database.write(new PriceBarWriter(), days);
        assertThat(database.rows(
                        "select round(return::numeric, 6), round(forward_return_1::numeric, 6), forward_return_1h,"
                                + " round(forward_return_1d::numeric, 6) from market_bar order by start"))
                .containsExactly(
                        "0.000000|0.100000|null|0.100000",
                        "0.100000|-0.100000|null|-0.100000",
                        "-0.010000|null|null|null");
    }

    @Test
    void returnNeverChangesByLaterBars() {
        Instant start = Instant.parse("2014-01-02T15:00:00Z");
        database.write(new PriceBarWriter(), List.of(priceBar("AAPL", Interval.M1, start, 100, 101)));
        String sql = "select return from market_bar where start = '" + start + "'";
        List<String> before = database.rows(sql);
        List<PriceBar> later = new ArrayList<>();
        for (int minute = 1; minute < 3_000; minute++) {
            later.add(priceBar("AAPL", Interval.M1, start.plus(Duration.ofMinutes(minute)), 100 + minute, 7));
        }
        database.write(new PriceBarWriter(), later);
        assertThat(database.rows(sql)).isEqualTo(before);
    }
}
