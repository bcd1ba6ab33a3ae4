package io.tickvox.research;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * How well a score ranks the returns that follow it: Spearman's rank correlation of the two (Grinold and Kahn, Active
 * Portfolio Management, ch. 6).
 */
public final class InformationCoefficient {
    /** Fewest pairs from which a coefficient is told. */
    public static final int LEAST_PAIRS = 5;

    private InformationCoefficient() {}

    /**
     * The coefficient over one series in time, or over many tickers at one time.
     *
     * @param scores not-a-number where there is none, as for {@code forwardReturns}
     * @throws IllegalArgumentException if the two differ in length
     */
    public static Result of(double[] scores, double[] forwardReturns) {
        Series.requireSameLength(scores, forwardReturns);
        double[] x = new double[scores.length];
        double[] y = new double[scores.length];
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i]) && !Double.isNaN(forwardReturns[i])) {
                x[n] = scores[i];
                y[n++] = forwardReturns[i];
            }
        }
        if (n < LEAST_PAIRS) {
            return Result.none(n);
        }
        double rho = new SpearmansCorrelation().correlation(Arrays.copyOf(x, n), Arrays.copyOf(y, n));
        if (Double.isNaN(rho)) {
            return Result.none(n);
        }
        double t = rho * Math.sqrt((n - 2) / Math.max(1 - rho * rho, 1e-12));
        return new Result(rho, t, LeadLag.pValue(t, n), n);
    }

    /**
     * The mean coefficient over many times, each over the tickers of that time. The t-statistic is that of the mean, from how
     * the coefficients scatter; times without a coefficient are left out.
     */
    public static Result mean(List<Result> results) {
        StreamingStatistics statistics = new StreamingStatistics();
        results.stream()
                .mapToDouble(Result::coefficient)
                .filter(coefficient -> !Double.isNaN(coefficient))
                .forEach(statistics::addValue);
        int n = (int) statistics.getN();
        if (n < LEAST_PAIRS) {
            return Result.none(n);
        }
        double t = statistics.getMean() / statistics.getStandardDeviation() * Math.sqrt(n);
        return new Result(statistics.getMean(), t, LeadLag.pValue(t, n), n);
    }

    /**
     * A rank information coefficient.
     *
     * @param coefficient −1..1; not-a-number if there is too little data, as are the next two
     * @param t its t-statistic
     * @param pValue two-sided
     * @param samples pairs, or times, that it is of
     */
    public record Result(double coefficient, double t, double pValue, int samples) {
        static Result none(int samples) {
            return new Result(Double.NaN, Double.NaN, Double.NaN, samples);
        }
    }
}
