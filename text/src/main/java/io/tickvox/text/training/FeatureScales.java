package io.tickvox.text.training;

import io.tickvox.text.FeatureVector;
import java.util.Arrays;
import java.util.List;

/**
 * What features are multiplied with while training, so that those that tell of one kind of text alone, or tell much already, are
 * penalised more than others.
 */
final class FeatureScales {
    private static final float SHAPE = 0.5f;
    private static final float WORD = 0.8f;
    private static final float DERIVED = 1;

    private FeatureScales() {}

    /** The same for all features: one. */
    static float[] equal() {
        float[] scales = new float[TrainingRow.FEATURES];
        Arrays.fill(scales, 1);
        return scales;
    }

    /** By the kind of each feature; where several fall into one bucket, their mean over {@code rows}. */
    static float[] byKind(List<TrainingRow> rows) {
        float[] sums = new float[FeatureVector.BUCKETS];
        int[] uses = new int[FeatureVector.BUCKETS];
        for (TrainingRow row : rows) {
            for (int i = 0; i < row.buckets.length; i++) {
                sums[row.buckets[i]] += of(row.kinds[i]);
                uses[row.buckets[i]]++;
            }
        }
        float[] scales = equal();
        for (int i = 0; i < TrainingRow.DIRECTION; i++) {
            int bucket = i % FeatureVector.BUCKETS;
            scales[i] = uses[bucket] == 0 ? 1 : sums[bucket] / uses[bucket];
        }
        return scales;
    }

    private static float of(FeatureVector.Kind kind) {
        return switch (kind) {
            case SHAPE -> SHAPE;
            case WORD -> WORD;
            case DERIVED -> DERIVED;
        };
    }
}
