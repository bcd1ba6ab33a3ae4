package io.tickvox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void postsAreOrderedAsTheirSourcesNumberThem() {
        List<PostId> sorted = Stream.of(
                        new PostId("x", "1000"),
                        new PostId("x", "999"),
                        new PostId("stocktwits", "999"),
                        new PostId("reddit", "t3_abc"))
                .sorted()
                .toList();

        assertThat(sorted)
                .extracting(PostId::toString)
                .containsExactly(
                        "PostId[source=stocktwits, id=999]",
                        "PostId[source=x, id=999]",
                        "PostId[source=x, id=1000]",
                        "PostId[source=reddit, id=t3_abc]");
    }

    @Test
    void aPostHasAnId() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PostId("x", ""));
    }

    @Test
    void theVersionCountsBeforeTheTimeAndTheTimeBeforeTheContent() {
        Revision low = new Revision(1, 9, 9);

        assertThat(low)
                .isLessThan(new Revision(2, 0, 0))
                .isLessThan(new Revision(1, 10, 0))
                .isLessThan(new Revision(1, 9, 10))
                .isEqualByComparingTo(new Revision(1, 9, 9));
    }

    @Property
    void fixedPointKeepsFourPlaces(@ForAll @DoubleRange(min = -1_000, max = 1_000) double value) {
        double kept = Fixed.value(Fixed.units(value));

        assertThat(Math.abs(kept - value)).isLessThanOrEqualTo(0.5 / Fixed.ONE + 1e-9);
        assertThat(Fixed.round(kept)).isEqualTo(kept);
    }

    @Test
    void thereIsNoFixedPointForNoNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fixed.units(Double.NaN));
    }
}
