package io.tickvox.text.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.List;

/** Binary logistic regression with an L2 penalty, by liblinear's primal solver: no randomness, the same in every run. */
final class LogisticRegression {
    private static final double TOLERANCE = 0.005;

    private LogisticRegression() {}

    /**
     * The weights by feature, the first at 0.
     *
     * @param rows sparse rows, features from 1, ascending
     * @param labels whether each row is positive
     * @param cost what a row's loss counts against the penalty
     * @param balanced whether both labels count the same in sum, however many rows have them
     */
    static double[] train(List<FeatureNode[]> rows, List<Boolean> labels, int features, double cost, boolean balanced) {
        Linear.disableDebugOutput();
        Problem problem = new Problem();
        problem.l = rows.size();
        problem.n = features;
        problem.x = rows.toArray(Feature[][]::new);
        problem.y = labels.stream().mapToDouble(label -> label ? 1 : 0).toArray();
        Parameter parameter = new Parameter(SolverType.L2R_LR, cost, TOLERANCE);
        long positive = labels.stream().filter(label -> label).count();
        if (balanced && positive > 0 && positive < labels.size()) {
            parameter.setWeights(
                    new double[] {labels.size() / (2.0 * positive), labels.size() / (2.0 * (labels.size() - positive))},
                    new int[] {1, 0});
        }
        Model model = Linear.train(problem, parameter);
        double sign = model.getLabels()[0] == 1 ? 1 : -1;
        double[] weights = model.getFeatureWeights();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= sign;
        }
        return weights;
    }

    static double logit(double[] weights, FeatureNode[] row) {
        double sum = 0;
        for (FeatureNode node : row) {
            sum += weights[node.getIndex() - 1] * node.getValue();
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
