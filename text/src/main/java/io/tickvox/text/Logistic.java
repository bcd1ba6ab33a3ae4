package io.tickvox.text;

import io.tickvox.model.Fixed;

/*
 * A table of the function every sixteenth, and between its points Taylor's series up to the third power, whose terms follow
 * from the value: p' = p(1 − p) = d, p'' = d(1 − 2p), p''' = d(1 − 6d). It is off by less than 1e−8.
 */

/** The logistic function, a few times faster than by {@link Math#exp}, and the same on every machine. */
final class Logistic {
    private static final int STEPS = 16;
    private static final int REACH = 20;
    private static final double[] VALUES = new double[2 * REACH * STEPS + 1];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = 1 / (1 + StrictMath.exp(REACH - (double) i / STEPS));
        }
    }

    private Logistic() {}

    /** {@code 1 / (1 + exp(−x))}, where {@code x} is a number. */
    static double of(double x) {
        double at = (Math.max(-REACH, Math.min(REACH, x)) + REACH) * STEPS;
        int nearest = (int) (at + 0.5);
        double p = VALUES[nearest];
        double h = (at - nearest) / STEPS;
        double d = p * (1 - p);
        return p + h * d * (1 + h * ((0.5 - p) + h * (1 - 6 * d) / 6));
    }

    /** A probability's number of units, see {@link Fixed}, to the nearest. */
    static int units(double probability) {
        return (int) (probability * Fixed.ONE + 0.5);
    }
}
