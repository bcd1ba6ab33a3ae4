package io.tickvox.text.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.text.FeatureVector;
import io.tickvox.text.StandardLinker;
import io.tickvox.text.training.LabelledText.Stance;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureScalesTest {
    private static final TrainingRow ROW = new TrainingRow(
            new LabelledText(DataSet.STANCE, "1", "$AAPL soars today", null, null, List.of(), Stance.POSITIVE),
            StandardLinker.shipped());

    @Test
    void holdTheShapeOfATextBackMoreThanItsWords() {
        float[] scales = FeatureScales.byKind(List.of(ROW));
        assertThat(scaleOf(scales, FeatureVector.Kind.SHAPE)).isLessThan(scaleOf(scales, FeatureVector.Kind.WORD));
        assertThat(scaleOf(scales, FeatureVector.Kind.WORD)).isLessThan(scaleOf(scales, FeatureVector.Kind.DERIVED));
    }

    @Test
    void areTheSameInAllPlaces() {
        float[] scales = FeatureScales.byKind(List.of(ROW));
        for (int bucket : ROW.buckets) {
            assertThat(scales[FeatureVector.NEAR * FeatureVector.BUCKETS + bucket])
                    .isEqualTo(scales[bucket]);
        }
    }

    private static float scaleOf(float[] scales, FeatureVector.Kind kind) {
        return scales[ROW.buckets[List.of(ROW.kinds).indexOf(kind)]];
    }
}
