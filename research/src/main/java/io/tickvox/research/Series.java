package io.tickvox.research;

import java.util.Arrays;

/** Functions over series of values in time, one a bar; not-a-number where there is none. */
public final class Series {
    private Series() {}

    /** Change of each value against the one before; the first is missing, as is each change from or to a missing value. */
    public static double[] changes(double[] values) {
        double[] changes = new double[values.length];
        Arrays.fill(changes, Double.NaN);
        for (int i = 1; i < values.length; i++) {
            changes[i] = values[i] - values[i - 1];
        }
        return changes;
    }

    /** Logarithmic return over each bar against the bar before, from prices above 0. */
    public static double[] returns(double[] prices) {
        double[] logarithms = new double[prices.length];
        for (int i = 0; i < prices.length; i++) {
            logarithms[i] = prices[i] > 0 ? StrictMath.log(prices[i]) : Double.NaN;
        }
        return changes(logarithms);
    }

    /**
     * Return from the end of each bar to the end of the bar {@code bars} later.
     *
     * @param bars at least 1
     */
    public static double[] forwardReturns(double[] prices, int bars) {
        if (bars < 1) {
            throw new IllegalArgumentException("Invalid horizon " + bars + ": expected at least 1 bar");
        }
        double[] forward = new double[prices.length];
        Arrays.fill(forward, Double.NaN);
        for (int i = 0; i + bars < prices.length; i++) {
            forward[i] = prices[i] > 0 && prices[i + bars] > 0 ? prices[i + bars] / prices[i] - 1 : Double.NaN;
        }
        return forward;
    }

    static void requireSameLength(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "Invalid series of " + a.length + " and " + b.length + " bars: expected the same length");
        }
    }
}
