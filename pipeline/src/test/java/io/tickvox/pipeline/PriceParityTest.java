package io.tickvox.pipeline;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.PriceBar;
import io.tickvox.model.Quote;
import io.tickvox.model.SessionCalendar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Price bars are a pure function of the set of quotes. */
class PriceParityTest {
    private static final Instant OPEN = Instant.parse("2024-07-03T13:30:00Z");

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void barsOfShuffledTradesEqualThoseTakenFromTheirDefinition(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Quote> trades = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Instant at = OPEN.minusSeconds(3_600).plusMillis(random.nextInt(6 * 3_600_000));
            double price = 100 + random.nextInt(500) / 100.0;
            trades.add(Quote.trade(
                    "finnhub", "S" + random.nextInt(3), at, at.plusMillis(random.nextInt(500)), i, price, (double)
                            (1 + random.nextInt(200))));
        }
        List<Normalised> delivered = new ArrayList<>(trades);
        Collections.shuffle(delivered, random);

        Map<String, PriceBar> actual =
                FlinkRun.tables(List.of(), delivered, 1 + random.nextInt(2), 0).priceBars();

        assertThat(Tables.differences(actual, reference(trades))).isEmpty();
    }

    @Test
    void newestReportedBarCountsBeforeTradesAndBeforeOlderReports() throws Exception {
        Instant minute = OPEN.plusSeconds(60);
        List<Normalised> quotes = List.of(
                Quote.trade("finnhub", "AAA", minute.plusSeconds(1), minute.plusSeconds(1), 0, 10, 5.0),
                bar(minute, minute.plusSeconds(90), 12),
                bar(minute, minute.plusSeconds(61), 11));

        Map<String, PriceBar> bars = FlinkRun.tables(List.of(), quotes, 1, 0).priceBars();

        assertThat(bars).hasSize(4).allSatisfy((key, bar) -> {
            assertThat(bar.close()).isEqualTo(12);
            assertThat(bar.source()).isEqualTo("yahoo");
        });
    }

    private static Quote bar(Instant start, Instant observedAt, double price) {
        return new Quote(
                "yahoo", "AAA", Quote.Kind.BAR, Interval.M1, start, observedAt, 0, price, price, price, price, 100.0);
    }

    private static Map<String, PriceBar> reference(List<Quote> trades) {
        Tables tables = Tables.empty();
        SessionCalendar calendar = SessionCalendar.nyse();
        for (Interval interval : Interval.values()) {
            trades.stream()
                    .filter(trade -> interval != Interval.D1 || isRegular(trade.at(), calendar))
                    .collect(groupingBy(trade -> trade.symbol() + "@" + interval.startOf(trade.at(), calendar)))
                    .values()
                    .forEach(inBar -> tables.write(bar(interval, inBar, calendar)));
        }
        return new TreeMap<>(tables.priceBars());
    }

    private static boolean isRegular(Instant at, SessionCalendar calendar) {
        var date = at.atZone(SessionCalendar.ZONE).toLocalDate();
        return !at.isBefore(calendar.open(date)) && at.isBefore(calendar.close(date));
    }

    private static PriceBar bar(Interval interval, List<Quote> trades, SessionCalendar calendar) {
        Comparator<Quote> byTime =
                Comparator.comparing(Quote::at).thenComparing(Quote::observedAt).thenComparing(Quote::ordinal);
        Quote first = Collections.min(trades, byTime);
        Quote last = Collections.max(trades, byTime);
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal notional = BigDecimal.ZERO;
        for (Quote trade : trades) {
            BigDecimal size = new BigDecimal(String.valueOf(trade.volume()));
            volume = volume.add(size);
            notional = notional.add(size.multiply(new BigDecimal(String.valueOf(trade.close()))));
        }
        return new PriceBar(
                first.symbol(),
                interval,
                interval.startOf(first.at(), calendar),
                first.close(),
                trades.stream().mapToDouble(Quote::close).max().orElseThrow(),
                trades.stream().mapToDouble(Quote::close).min().orElseThrow(),
                last.close(),
                volume.doubleValue(),
                (long) trades.size(),
                notional.divide(volume, MathContext.DECIMAL64).doubleValue(),
                "finnhub",
                true,
                Tables.UNTIMED);
    }
}
