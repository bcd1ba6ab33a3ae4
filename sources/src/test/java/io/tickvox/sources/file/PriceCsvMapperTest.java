package io.tickvox.sources.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Interval;
import io.tickvox.model.Normalised;
import io.tickvox.model.Quote;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceCsvMapperTest {
    private static final String HEADER = "ticker,date,open,high,low,close,adj_close,volume";

    @Test
    void readsADailyBar() {
        assertThat(map(HEADER + "\nBRK-A,2014-01-02,10.5,11,10.25,10.75,9.1,1200\r\n"))
                .containsExactly(new Quote(
                        "file",
                        "BRK.A",
                        Quote.Kind.BAR,
                        Interval.D1,
                        Instant.parse("2014-01-02T05:00:00Z"),
                        Shared.OBSERVED,
                        0,
                        10.5,
                        11,
                        10.25,
                        10.75,
                        1200.0));
    }

    @Test
    void findsColumnsByName() {
        assertThat(map("\ufeffDate,\"Symbol\",Close,Low,High,Open\n2014-07-01,zorb,2,1,3,2.5"))
                .singleElement()
                .isInstanceOfSatisfying(Quote.class, bar -> {
                    assertThat(bar.symbol()).isEqualTo("ZORB");
                    assertThat(bar.at()).isEqualTo(Instant.parse("2014-07-01T04:00:00Z"));
                    assertThat(bar.open()).isEqualTo(2.5);
                    assertThat(bar.volume()).isNull();
                });
    }

    @Test
    void readsSeveralRows() {
        List<Normalised> records =
                map(HEADER + "\nA,2014-01-02,1,1,1,1,1,0\nA,2014-01-03,,1,1,1,1,0\nA,2014-01-06,1,1,1,1,1,0");

        assertThat(records).hasSize(3);
        assertThat(records.get(1)).isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.position())
                .isEqualTo("test:0:0#1"));
        assertThat(records.get(2)).isInstanceOfSatisfying(Quote.class, bar -> assertThat(bar.ordinal())
                .isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A,2014-01-02,,,,1,1,0 | INVALID_FIELD",
                "A,2014-01-02,null,null,null,null,null,null | INVALID_FIELD",
                "A,2014-01-02,NaN,1,1,1,1,0 | INVALID_FIELD",
                "A,2014-01-02,1d,1,1,1,1,0 | INVALID_FIELD",
                "A,2014-01-02,1,0.9,1,1,1,0 | INVALID_FIELD",
                "A,2014-01-02,0,1,0,1,1,0 | INVALID_FIELD",
                "A,2014-01-02,1,1,1,1,1,-5 | INVALID_FIELD",
                "A,2014-02-30,1,1,1,1,1,0 | INVALID_FIELD",
                "A,02/01/2014,1,1,1,1,1,0 | INVALID_FIELD",
                ",2014-01-02,1,1,1,1,1,0 | INVALID_FIELD",
                "A,2014-01-02,1,1 | MALFORMED"
            })
    void rejectsWhatIsNoBar(String row, Rejection.Reason reason) {
        assertThat(map(HEADER + "\n" + row)).singleElement().isInstanceOfSatisfying(Rejection.class, rejection -> {
            assertThat(rejection.reason()).as(rejection.message()).isEqualTo(reason);
            assertThat(rejection.position()).isEqualTo("test:0:0");
        });
    }

    @Test
    void rejectsATableOfOtherColumns() {
        assertThat(Shared.all(map("a,b\n1,2"), Rejection.class).get(0).reason())
                .isEqualTo(Rejection.Reason.MISSING_FIELD);
        assertThat(Shared.all(map(HEADER), Rejection.class).get(0).reason()).isEqualTo(Rejection.Reason.MALFORMED);
    }

    @Test
    void readsTheStocknetPrices() throws IOException {
        Path file = Shared.path("data/stocknet/prices_daily.csv");
        int bars = 0;
        int rejected = 0;
        int zeroVolume = 0;
        List<String> lines = Files.readAllLines(file);
        for (String row : lines.subList(1, lines.size())) {
            Normalised record = map(lines.get(0) + "\n" + row).get(0);
            if (record instanceof Quote bar) {
                bars++;
                Double volume = bar.volume();
                zeroVolume += volume != null && volume == 0 ? 1 : 0;
            } else {
                rejected++;
            }
        }

        assertThat(bars + rejected).isEqualTo(108_592);
        assertThat(rejected).as("rows without prices").isEqualTo(3);
        assertThat(zeroVolume).isEqualTo(111);
    }

    private static List<Normalised> map(String csv) {
        return Shared.map("file", "prices-daily", csv.getBytes(StandardCharsets.UTF_8));
    }
}
