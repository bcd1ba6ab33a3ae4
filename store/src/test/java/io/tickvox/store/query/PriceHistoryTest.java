package io.tickvox.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.SessionCalendar;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {
    private static final Instant AS_OF = Instant.parse("2014-01-06T18:30:00Z");
    private final PriceHistory history = new PriceHistory(SessionCalendar.nyse(), AS_OF, 24);

    @Test
    void knowsNoPriceWithoutAnyBar() {
        assertThat(history.last()).isNull();
        assertThat(history.line(AS_OF, 3_600_000)).containsOnlyNulls();
    }

    @Test
    void measuresATradeAgainstTheCloseBeforeItsOwnSession() {
        daily("2014-01-02", 10);
        daily("2014-01-03", 20);
        history.minute(close("2014-01-06T18:29:00Z", 22));
        assertThat(history.last()).isEqualTo(new PriceHistory.Quoted(22, AS_OF, 10.0));
    }

    @Test
    void measuresATradeAfterTheCloseAgainstThatClose() {
        daily("2014-01-02", 10);
        daily("2014-01-03", 20);
        history.minute(close("2014-01-03T22:00:00Z", 21));
        assertThat(history.last()).isEqualTo(new PriceHistory.Quoted(21, Instant.parse("2014-01-03T22:01:00Z"), 5.0));
    }

    @Test
    void takesTheDailyCloseWhereTheLastTradeIsOlder() {
        daily("2014-01-02", 10);
        daily("2014-01-03", 20);
        history.minute(close("2014-01-02T15:00:00Z", 11));
        PriceHistory.Quoted last = Objects.requireNonNull(history.last());
        assertThat(last.price()).isEqualTo(20);
        assertThat(last.at()).isEqualTo("2014-01-03T21:00:00Z");
        assertThat(last.changePct()).isEqualTo(100);
    }

    @Test
    void saysNothingOfTheChangeWithoutAPreviousClose() {
        daily("2014-01-03", 20);
        assertThat(Objects.requireNonNull(history.last()).changePct()).isNull();
    }

    @Test
    void carriesTheLastPriceAlongTheLine() {
        daily("2014-01-03", 20);
        history.point(2, close("2014-01-05T21:30:00Z", 21));
        history.point(2, close("2014-01-05T21:00:00Z", 7));
        history.point(5, close("2014-01-06T00:00:00Z", 23));
        Double[] line = history.line(Instant.parse("2014-01-05T19:00:00Z"), 3_600_000);
        assertThat(line)
                .startsWith(20.0, 20.0, 21.0, 21.0, 21.0, 23.0)
                .endsWith(23.0)
                .hasSize(24);
    }

    @Test
    void jumpsToACloseOnlyOnceItIsKnown() {
        daily("2014-01-02", 10);
        daily("2014-01-03", 20);
        Double[] line = history.line(Instant.parse("2014-01-03T12:00:00Z"), 3_600_000);
        assertThat(line[7]).isEqualTo(10);
        assertThat(line[8]).isEqualTo(20);
    }

    private void daily(String date, double price) {
        history.addDaily(close(date + "T05:00:00Z", price));
    }

    private static Close close(String start, double price) {
        return new Close(Instant.parse(start), price);
    }
}
