package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelReferenceTest {
    @Test
    void theShippedModelsFiguresAreKnown() {
        assertThat(ModelReference.of(LinearModel.shipped().name()))
                .as(
                        "after training: tagged-reference.tsv needs the held-out amoooma confusion of 'model evaluate --folds 3'")
                .hasValueSatisfying(reference -> {
                    assertThat(reference.bullishAgreed()).isBetween(1L, reference.bullish());
                    assertThat(reference.bearishAgreed()).isBetween(1L, reference.bearish());
                });
    }

    @Test
    void nothingIsKnownOfOthers() {
        assertThat(ModelReference.of("somebody-elses-7")).isEmpty();
    }
}
