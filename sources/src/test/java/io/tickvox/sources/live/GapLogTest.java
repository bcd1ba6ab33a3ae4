package io.tickvox.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapLogTest {
    private static final Instant START = TestTiming.START;

    private final MemoryIntakeStore store = new MemoryIntakeStore();
    private final GapLog log = new GapLog("x", Coverage.POSTS, List.of());

    @Test
    void writesNoGapThatWasFilledBeforeAnybodySawIt() {
        log.open(START, "away");
        log.filled();
        log.write(store);

        assertThat(store.gaps()).isEmpty();
    }

    @Test
    void keepsTheStartOfAGapWhileItsReasonChanges() {
        log.open(START, "away");
        log.write(store);
        log.open(START.plusSeconds(9), "away for another reason");
        log.write(store);

        assertThat(store.gaps())
                .containsExactly(new CoverageGap("x", null, START, null, Coverage.POSTS, "away for another reason"));
    }

    @Test
    void endsWhatIsLostAndRemovesWhatIsFilled() {
        log.open(START, "away");
        log.write(store);
        log.end(START.plusSeconds(60));
        log.open(START.plusSeconds(60), "catching up");
        log.write(store);
        log.filled();
        log.write(store);

        assertThat(store.gaps())
                .containsExactly(new CoverageGap("x", null, START, START.plusSeconds(60), Coverage.POSTS, "away"));
    }

    @Test
    void keepsALossApartFromTheOpenGapOfTheSameStart() {
        log.open(START, "away");
        log.add(null, START, START.plusSeconds(30), "more was said than is kept");
        log.filled();
        log.write(store);

        assertThat(store.gaps())
                .containsExactly(new CoverageGap(
                        "x",
                        null,
                        START.plusMillis(1),
                        START.plusSeconds(30),
                        Coverage.POSTS,
                        "more was said than is kept"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsALossThoughAFailureFollowsAtTheSameStart(boolean isWrittenBetween) {
        log.add(null, START, START.plusSeconds(30), "more was said than is kept");
        if (isWrittenBetween) {
            log.write(store);
        }
        log.open(START, "429");
        log.write(store);
        assertThat(store.gaps()).hasSize(2);
        log.filled();
        log.write(store);

        assertThat(store.gaps()).extracting(CoverageGap::reason).containsExactly("more was said than is kept");
    }

    @Test
    void keepsALossOfAnEarlierRunThoughAFailureFollowsAtTheSameStart() {
        log.add(null, START, START.plusSeconds(30), "more was said than is kept");
        log.write(store);
        GapLog again = new GapLog("x", Coverage.POSTS, store.openGaps("x"));
        again.open(START, "Tickvox was not running");
        again.write(store);
        again.filled();
        again.write(store);

        assertThat(store.gaps()).extracting(CoverageGap::reason).containsExactly("more was said than is kept");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsLossesOfTheSameStartApart(boolean isWrittenBetween) {
        for (int i = 1; i <= 3; i++) {
            log.add(null, START, START.plusSeconds(i), "lost " + i);
            log.add("AAPL", START, START.plusSeconds(i), "lost of AAPL " + i);
            if (isWrittenBetween) {
                log.write(store);
            }
        }
        log.write(store);

        assertThat(store.gaps()).hasSize(6);
    }

    @Test
    void leavesNoGapWhereNothingIsMissingBetweenTwo() {
        Instant odd = START.plusMillis(61);
        log.open(START, "away");
        for (int i = 0; i < 3; i++) {
            log.end(odd);
            log.open(odd, "catching up");
        }
        log.filled();
        log.write(store);

        assertThat(store.gaps()).containsExactly(new CoverageGap("x", null, START, odd, Coverage.POSTS, "away"));
    }

    @Test
    void saysWhatIsMissing() {
        GapLog prices = new GapLog("yahoo", Coverage.PRICES, List.of());
        prices.open(START, "away");
        prices.add("AAPL", START.plusSeconds(1), START.plusSeconds(2), "no bars");
        prices.write(store);

        assertThat(store.gaps()).extracting(CoverageGap::missing).containsExactly(Coverage.PRICES, Coverage.PRICES);
    }

    @Test
    void keepsWhatWasMissingInAGapThatEndsAsItWasLeftOpen() {
        CoverageGap left = new CoverageGap("kinesis", null, START, null, Coverage.POSTS_AND_PRICES, "killed");
        GapLog again = new GapLog("kinesis", Coverage.POSTS, List.of(left));
        again.end(START.plusSeconds(9));
        again.write(store);

        assertThat(store.gaps()).extracting(CoverageGap::missing).containsExactly(Coverage.POSTS_AND_PRICES);
    }

    @Test
    void goesOnWithTheEarliestOfTheGapsThatWereLeftOpen() {
        CoverageGap early = new CoverageGap("x", null, START, null, Coverage.POSTS, "killed");
        CoverageGap late = new CoverageGap("x", null, START.plusSeconds(5), null, Coverage.POSTS, "killed again");
        store.write(List.of(early, late));
        GapLog again = new GapLog("x", Coverage.POSTS, List.of(late, early));
        again.write(store);

        assertThat(again.openSince()).isEqualTo(START);
        assertThat(store.gaps()).containsExactly(early);
    }
}
