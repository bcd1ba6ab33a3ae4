package io.tickvox.text.training;

import java.util.List;

/** Binary logistic regression with an L2 penalty. No randomness: the same in every run. */
final class LogisticRegression {
    private static final double TOLERANCE = 1e-7;
    private static final int STEPS_MAX = 200;

    /** Features of fewer rows have a weight of 0. */
    private static final int ROWS_MIN = 2;

    private LogisticRegression() {}

    /**
     * The weights by feature.
     *
     * @param labels whether each row is positive
     * @param costs what each row's loss counts against the penalty
     * @param scales by feature, what its values are multiplied with while training: the weight of one with a smaller scale is
     *     penalised more, by the square of it
     */
    static double[] train(List<SparseRow> rows, boolean[] labels, double[] costs, float[] scales) {
        int features = scales.length;
        int[] used = new int[features];
        for (SparseRow row : rows) {
            for (int index : row.indices()) {
                used[index]++;
            }
        }
        int count = 0;
        for (int i = 0; i < features; i++) {
            used[i] = used[i] < ROWS_MIN ? -1 : count++;
        }
        List<SparseRow> dense =
                rows.stream().map(row -> row.renumbered(used, scales)).toList();
        double[] trained = Minimiser.minimise(
                (point, gradient) -> loss(dense, labels, costs, point, gradient), count, TOLERANCE, STEPS_MAX);
        double[] weights = new double[features];
        for (int i = 0; i < features; i++) {
            weights[i] = used[i] < 0 ? 0 : scales[i] * trained[used[i]];
        }
        return weights;
    }

    private static double loss(
            List<SparseRow> rows, boolean[] labels, double[] costs, double[] weights, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * weights[i] / 2;
            gradient[i] = weights[i];
        }
        for (int r = 0; r < labels.length; r++) {
            SparseRow row = rows.get(r);
            double margin = labels[r] ? row.dot(weights) : -row.dot(weights);
            double wrong = 1 / (1 + Math.exp(margin));
            sum += costs[r] * (margin > -30 ? Math.log1p(Math.exp(-margin)) : -margin);
            double slope = costs[r] * (labels[r] ? -wrong : wrong);
            int[] indices = row.indices();
            float[] values = row.values();
            for (int i = 0; i < indices.length; i++) {
                gradient[indices[i]] += slope * values[i];
            }
        }
        return sum;
    }

    /**
     * The slope and intercept that make probabilities of the logits (Platt's scaling, by Newton's method).
     *
     * @return slope, intercept
     */
    static double[] calibrate(double[] logits, boolean[] labels) {
        double a = 1;
        double b = 0;
        for (int step = 0; step < 50; step++) {
            double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
            for (int i = 0; i < logits.length; i++) {
                double p = 1 / (1 + Math.exp(-(a * logits[i] + b)));
                double error = p - (labels[i] ? 1 : 0);
                double weight = p * (1 - p);
                ga += error * logits[i];
                gb += error;
                haa += weight * logits[i] * logits[i];
                hab += weight * logits[i];
                hbb += weight;
            }
            double determinant = haa * hbb - hab * hab;
            a -= (hbb * ga - hab * gb) / determinant;
            b -= (haa * gb - hab * ga) / determinant;
        }
        return new double[] {a, b};
    }
}
