package io.tickvox.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InformationCoefficientTest {
    @Test
    void aScoreThatRanksReturnsPerfectlyHasOne() {
        double[] scores = {0.1, 0.4, -0.3, 0.9, -0.8, 0.2};
        double[] returns =
                IntStream.range(0, 6).mapToDouble(i -> Math.exp(scores[i])).toArray();

        InformationCoefficient.Result result = InformationCoefficient.of(scores, returns);

        assertThat(result.coefficient()).isEqualTo(1, within(1e-12));
        assertThat(result.pValue()).isLessThan(1e-6);
        assertThat(result.samples()).isEqualTo(6);
    }

    @Test
    void agreesWithAWorkedExample() {
        // Spearman's rho of the example at en.wikipedia.org/wiki/Spearman's_rank_correlation_coefficient: -29/165.
        double[] intelligence = {106, 100, 86, 101, 99, 103, 97, 113, 112, 110};
        double[] television = {7, 27, 2, 50, 28, 29, 20, 12, 6, 17};

        InformationCoefficient.Result result = InformationCoefficient.of(intelligence, television);

        assertThat(result.coefficient()).isEqualTo(-29.0 / 165, within(1e-12));
        assertThat(result.pValue()).isEqualTo(0.627188, within(1e-5));
    }

    @Test
    void leavesOutPairsWithAMissingValue() {
        double[] scores = {1, 2, Double.NaN, 4, 5, 6, 7};
        double[] returns = {1, 2, -99, Double.NaN, 5, 6, 7};

        InformationCoefficient.Result result = InformationCoefficient.of(scores, returns);

        assertThat(result.samples()).isEqualTo(5);
        assertThat(result.coefficient()).isEqualTo(1, within(1e-12));
    }

    @Test
    void saysNothingFromTooLittleOrFromScoresThatAreAllTheSame() {
        assertThat(InformationCoefficient.of(new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4})
                        .coefficient())
                .isNaN();
        assertThat(InformationCoefficient.of(new double[10], LeadLagTest.noise(10, 1))
                        .coefficient())
                .isNaN();
    }

    @Test
    void theMeanOverManyTimesIsSharperThanEach() {
        List<InformationCoefficient.Result> days = IntStream.range(0, 200)
                .mapToObj(day -> {
                    double[] scores = LeadLagTest.noise(30, day);
                    double[] luck = LeadLagTest.noise(30, 10_000 + day);
                    double[] returns = IntStream.range(0, 30)
                            .mapToDouble(i -> 0.1 * scores[i] + luck[i])
                            .toArray();
                    return InformationCoefficient.of(scores, returns);
                })
                .toList();

        InformationCoefficient.Result mean = InformationCoefficient.mean(days);

        assertThat(mean.coefficient()).isBetween(0.05, 0.15);
        assertThat(mean.pValue()).isLessThan(0.001);
        assertThat(mean.samples()).isEqualTo(200);
    }

    @Test
    void forwardReturnsLookAheadAndNeverPastTheEnd() {
        assertThat(Series.forwardReturns(new double[] {100, 110, 121, Double.NaN, 50}, 1))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
                .containsExactly(0.1, 0.1, Double.NaN, Double.NaN, Double.NaN);
    }
}
