package io.tickvox.text.training;

import java.util.Arrays;

/**
 * The features of a row that are not 0.
 *
 * @param indices from 0, ascending
 * @param values as many
 */
record SparseRow(int[] indices, float[] values) {
    /** The sum of the values, each times its feature's weight. */
    double dot(double[] weights) {
        double sum = 0;
        for (int i = 0; i < indices.length; i++) {
            sum += weights[indices[i]] * values[i];
        }
        return sum;
    }

    /**
     * The row with each feature's number in {@code numbers}, which must ascend, less those with a negative one, and each value
     * times its feature's element of {@code scales}.
     */
    SparseRow renumbered(int[] numbers, float[] scales) {
        int[] kept = new int[indices.length];
        float[] keptValues = new float[indices.length];
        int size = 0;
        for (int i = 0; i < indices.length; i++) {
            if (numbers[indices[i]] >= 0) {
                kept[size] = numbers[indices[i]];
                keptValues[size++] = values[i] * scales[indices[i]];
            }
        }
        return new SparseRow(Arrays.copyOf(kept, size), Arrays.copyOf(keptValues, size));
    }
}
