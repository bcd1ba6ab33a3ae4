package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LogisticTest {
    @Property
    void isTheLogisticFunction(@ForAll @DoubleRange(min = -30, max = 30) double x) {
        assertThat(Logistic.of(x)).isCloseTo(1 / (1 + Math.exp(-x)), within(1e-8));
    }

    @Test
    void staysWithinZeroAndOne() {
        assertThat(Logistic.units(Logistic.of(Double.NEGATIVE_INFINITY))).isZero();
        assertThat(Logistic.units(Logistic.of(Double.POSITIVE_INFINITY))).isEqualTo(10_000);
        assertThat(Logistic.units(Logistic.of(0))).isEqualTo(5_000);
    }
}
