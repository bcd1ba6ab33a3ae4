package io.tickvox.research;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Finds by how many bars one series leads another: the lag at which changes of the one correlate best with those of the
 * other.
 *
 * <p>A best lag always exists, so its correlation alone says nothing. It is compared with the best lags of shuffled data:
 * the follower is cut into blocks, long enough to keep what memory it has, and the blocks are put in random order many
 * times; the p-value is the share of shuffles whose best correlation over all lags is as large. Having tried many lags is
 * thus paid for. (The maximum statistic of Westfall and Young, 1993, over block permutations.) Beside it stands the
 * t-statistic of the slope at the best lag, with the standard error of Newey and West (Econometrica 55, 1987), robust
 * against unequal variance and memory.
 */
public final class LeadLag {
    /** Fewest pairs of values from which a correlation is told. */
    public static final int LEAST_PAIRS = 10;

    private final int maxLag;
    private final int permutations;
    private final long seed;

    /**
     * @param maxLag the longest lag tried, in bars, both ways; at least 1
     * @param permutations how many shuffles; the smallest possible p-value is one over one more
     * @param seed of the shuffles
     */
    public LeadLag(int maxLag, int permutations, long seed) {
        if (maxLag < 1 || permutations < 1) {
            throw new IllegalArgumentException("Invalid lead/lag of " + maxLag + " bars and " + permutations
                    + " permutations: expected at least 1 of each");
        }
        this.maxLag = maxLag;
        this.permutations = permutations;
        this.seed = seed;
    }

    /**
     * Compares two series of changes on the same bars, such as {@link Series#changes} of sentiment and {@link
     * Series#returns} of price.
     *
     * @throws IllegalArgumentException if they differ in length
     */
    public Result compare(double[] sentiment, double[] price) {
        Series.requireSameLength(sentiment, price);
        double[] correlations = correlations(sentiment, price);
        int best = best(correlations);
        if (best < 0) {
            return new Result(0, Double.NaN, Double.NaN, Double.NaN, 0, correlations);
        }
        int lag = best - maxLag;
        int asLarge = 0;
        SplittableRandom random = new SplittableRandom(seed);
        int block = Math.max(1, (int) Math.ceil(Math.cbrt(price.length)));
        for (int i = 0; i < permutations; i++) {
            double[] shuffled = correlations(sentiment, shuffle(price, block, random));
            int rival = best(shuffled);
            if (rival >= 0 && Math.abs(shuffled[rival]) >= Math.abs(correlations[best])) {
                asLarge++;
            }
        }
        double[][] pairs = pairs(sentiment, price, lag);
        return new Result(
                lag,
                correlations[best],
                (1.0 + asLarge) / (1.0 + permutations),
                neweyWest(pairs[0], pairs[1]),
                pairs[0].length,
                correlations);
    }

    /** Two-sided p-value of a t-statistic with {@code samples} − 2 degrees of freedom. */
    static double pValue(double t, int samples) {
        return 2 * new TDistribution(samples - 2.0).cumulativeProbability(-Math.abs(t));
    }

    private double[] correlations(double[] sentiment, double[] price) {
        double[] correlations = new double[2 * maxLag + 1];
        for (int lag = -maxLag; lag <= maxLag; lag++) {
            correlations[lag + maxLag] = correlation(sentiment, price, lag);
        }
        return correlations;
    }

    /** Pearson's correlation of {@code sentiment[i]} with {@code price[i + lag]}; not-a-number if there is too little. */
    private static double correlation(double[] sentiment, double[] price, int lag) {
        int n = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumYy = 0;
        double sumXy = 0;
        for (int i = Math.max(0, -lag); i < sentiment.length && i + lag < price.length; i++) {
            double x = sentiment[i];
            double y = price[i + lag];
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                n++;
                sumX += x;
                sumY += y;
                sumXx += x * x;
                sumYy += y * y;
                sumXy += x * y;
            }
        }
        if (n < LEAST_PAIRS) {
            return Double.NaN;
        }
        double covariance = sumXy - sumX * sumY / n;
        double variances = (sumXx - sumX * sumX / n) * (sumYy - sumY * sumY / n);
        return variances > 0 ? covariance / Math.sqrt(variances) : Double.NaN;
    }

    /** Index of the largest by size; −1 if all are not-a-number. */
    private static int best(double[] correlations) {
        int best = -1;
        for (int i = 0; i < correlations.length; i++) {
            if (!Double.isNaN(correlations[i])
                    && (best < 0 || Math.abs(correlations[i]) > Math.abs(correlations[best]))) {
                best = i;
            }
        }
        return best;
    }

    private static double[] shuffle(double[] values, int block, SplittableRandom random) {
        int blocks = (values.length + block - 1) / block;
        int[] order = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        double[] shuffled = new double[values.length];
        int at = 0;
        for (int each : order) {
            int from = each * block;
            int length = Math.min(block, values.length - from);
            System.arraycopy(values, from, shuffled, at, length);
            at += length;
        }
        return shuffled;
    }

    private static double[][] pairs(double[] sentiment, double[] price, int lag) {
        double[] x = new double[sentiment.length];
        double[] y = new double[sentiment.length];
        int n = 0;
        for (int i = Math.max(0, -lag); i < sentiment.length && i + lag < price.length; i++) {
            if (!Double.isNaN(sentiment[i]) && !Double.isNaN(price[i + lag])) {
                x[n] = sentiment[i];
                y[n++] = price[i + lag];
            }
        }
        return new double[][] {Arrays.copyOf(x, n), Arrays.copyOf(y, n)};
    }

    /** The t-statistic of the slope of y on x, with Bartlett weights over 4 (n / 100)^(2/9) lags. */
    private static double neweyWest(double[] x, double[] y) {
        int n = x.length;
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double spread = 0;
        double slope = 0;
        for (int i = 0; i < n; i++) {
            spread += (x[i] - meanX) * (x[i] - meanX);
            slope += (x[i] - meanX) * (y[i] - meanY);
        }
        slope /= spread;
        double[] moments = new double[n];
        for (int i = 0; i < n; i++) {
            moments[i] = (x[i] - meanX) * (y[i] - meanY - slope * (x[i] - meanX));
        }
        int bandwidth = (int) Math.floor(4 * Math.pow(n / 100.0, 2.0 / 9));
        double sum = 0;
        for (int lag = 0; lag <= bandwidth && lag < n; lag++) {
            double product = 0;
            for (int i = lag; i < n; i++) {
                product += moments[i] * moments[i - lag];
            }
            sum += (lag == 0 ? 1 : 2 * (1 - lag / (bandwidth + 1.0))) * product;
        }
        return sum > 0 ? slope * spread / Math.sqrt(sum) : Double.NaN;
    }

    /**
     * Which of two series leads.
     *
     * @param lag bars by which sentiment leads price; negative if price leads
     * @param correlation at that lag, −1..1; not-a-number if there is too little data, as are the next two
     * @param pValue chance of so large a correlation at any of the lags, were there no relation
     * @param t the t-statistic of the slope at that lag
     * @param pairs pairs of values compared at that lag
     * @param correlations at each lag, from the longest lead of the price to that of sentiment
     */
    public record Result(int lag, double correlation, double pValue, double t, int pairs, double[] correlations) {
        public Result {
            correlations = correlations.clone();
        }

        @Override
        public double[] correlations() {
            return correlations.clone();
        }

        public boolean sentimentLeads(double level) {
            return lag > 0 && pValue <= level;
        }

        public boolean priceLeads(double level) {
            return lag < 0 && pValue <= level;
        }
    }
}
