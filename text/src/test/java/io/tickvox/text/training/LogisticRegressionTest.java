package io.tickvox.text.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
    @Test
    void findsWhereAQuadraticFunctionIsLeast() {
        double[] least = Minimiser.minimise(
                (point, gradient) -> {
                    double value = 0;
                    for (int i = 0; i < point.length; i++) {
                        double away = point[i] - i;
                        value += (i + 1) * away * away;
                        gradient[i] = 2 * (i + 1) * away;
                    }
                    return value;
                },
                50,
                1e-12,
                200);
        for (int i = 0; i < least.length; i++) {
            assertThat(least[i]).isCloseTo(i, within(1e-3));
        }
    }

    /** Three in four rows are positive, so that the intercept is the logarithm of 3, but for the penalty. */
    @Test
    void findsTheLogitOfAShare() {
        List<SparseRow> rows = new ArrayList<>();
        boolean[] labels = new boolean[400];
        double[] costs = new double[400];
        for (int i = 0; i < labels.length; i++) {
            rows.add(new SparseRow(new int[] {1}, new float[] {1}));
            labels[i] = i % 4 != 0;
            costs[i] = 100;
        }
        double[] weights = LogisticRegression.train(rows, labels, costs, new float[] {1, 1, 1});
        assertThat(weights[1]).isCloseTo(Math.log(3), within(0.01));
        assertThat(weights[0]).isZero();
    }

    @Test
    void countsARowByItsCost() {
        List<SparseRow> rows =
                List.of(new SparseRow(new int[] {0}, new float[] {1}), new SparseRow(new int[] {0}, new float[] {1}));
        double[] weights =
                LogisticRegression.train(rows, new boolean[] {true, false}, new double[] {3000, 1000}, new float[] {1});
        assertThat(weights[0]).isCloseTo(Math.log(3), within(0.01));
    }

    @Test
    void penalisesAFeatureWithASmallerScaleMore() {
        List<SparseRow> rows = List.of(
                new SparseRow(new int[] {0, 1}, new float[] {1, 1}), new SparseRow(new int[] {2}, new float[] {1}));
        List<SparseRow> twice = List.of(rows.get(0), rows.get(0), rows.get(1), rows.get(1));
        double[] weights = LogisticRegression.train(
                twice, new boolean[] {true, true, false, false}, new double[] {1, 1, 1, 1}, new float[] {1, 0.5f, 1});
        assertThat(weights[0]).isPositive();
        assertThat(weights[1]).isCloseTo(weights[0] / 4, within(1e-3));
    }
}
