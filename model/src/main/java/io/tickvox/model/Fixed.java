package io.tickvox.model;

/**
 * Decimal fixed point with four places: how scores, probabilities and weights are kept, so that their sums are exact
 * and the same in any order.
 */
public final class Fixed {
    /** Units in 1.0. */
    public static final int ONE = 10_000;

    private Fixed() {}

    /** The number of units nearest to {@code value}; not-a-number is refused. */
    public static int units(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("Invalid value NaN: expected a number");
        }
        return Math.toIntExact(Math.round(value * ONE));
    }

    /** {@code value} rounded to four places. */
    public static double round(double value) {
        return units(value) / (double) ONE;
    }

    /** The value of {@code units}. */
    public static double value(long units) {
        return units / (double) ONE;
    }
}
