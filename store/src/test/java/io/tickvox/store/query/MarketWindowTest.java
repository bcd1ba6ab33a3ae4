package io.tickvox.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketWindowTest {
    @ParameterizedTest
    @CsvSource({
        "1d, 2014-01-06T18:30:00Z, 2014-01-05T19:00:00Z",
        "1d, 2014-01-06T18:00:00Z, 2014-01-05T18:00:00Z",
        "1d, 2014-01-06T18:00:00.001Z, 2014-01-05T19:00:00Z",
        "1h, 2014-01-06T18:30:00Z, 2014-01-06T17:30:00Z",
        "1h, 2014-01-06T18:30:01Z, 2014-01-06T17:31:00Z"
    })
    void startsSoThatItsLastBarHoldsTheNewestData(String window, Instant asOf, Instant from) {
        assertThat(MarketWindow.of(window).from(asOf)).isEqualTo(from);
    }

    @Test
    void hasTwentyFourToFortyEightPoints() {
        assertThat(MarketWindow.values())
                .allSatisfy(window -> assertThat(window.points()).isBetween(24, 48));
    }

    @Test
    void refusesAnotherName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarketWindow.of("1w"))
                .withMessage("Invalid window '1w': expected one of 1h, 1d");
    }
}
