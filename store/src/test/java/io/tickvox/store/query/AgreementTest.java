package io.tickvox.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static LiveModel model(Agreement total, @Nullable Agreement reference) {
        return new LiveModel("m", total, reference, List.of());
    }

    @Test
    void figuresAreThoseOfTheTextbook() {
        // Cohen's kappa of 20 and 15 agreements, 5 and 10 disagreements: (0.7 - 0.5) / (1 - 0.5).
        Agreement agreement = new Agreement(25, 20, 25, 15);
        assertThat(agreement.accuracy()).isEqualTo(0.7);
        assertThat(agreement.balancedAccuracy()).isEqualTo(0.7);
        assertThat(Objects.requireNonNull(agreement.kappa())).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void aModelThatAlwaysSaysTheCommonerTagHasNoSkill() {
        Agreement agreement = new Agreement(90, 90, 10, 0);
        assertThat(agreement.accuracy()).isEqualTo(0.9);
        assertThat(agreement.balancedAccuracy()).isEqualTo(0.5);
        assertThat(agreement.kappa()).isEqualTo(0);
    }

    @Test
    void nothingIsSaidOfNoPosts() {
        assertThat(Agreement.NONE.accuracy()).isNull();
        assertThat(Agreement.NONE.balancedAccuracy()).isNull();
        assertThat(Agreement.NONE.kappa()).isNull();
        assertThat(new Agreement(5, 5, 0, 0).balancedAccuracy()).isNull();
        assertThat(new Agreement(5, 5, 0, 0).kappa()).isNull();
    }

    @Test
    void tellsDriftFromChance() {
        Agreement made = new Agreement(10_000, 9_000, 2_000, 1_200);
        assertThat(model(new Agreement(29, 20, 500, 300), made).state()).isEqualTo(LiveModel.State.TOO_FEW);
        assertThat(model(new Agreement(500, 300, 500, 300), null).state()).isEqualTo(LiveModel.State.NO_REFERENCE);
        assertThat(model(new Agreement(100, 88, 40, 23), made).state()).isEqualTo(LiveModel.State.STEADY);
        assertThat(model(new Agreement(1_000, 600, 1_000, 500), made).state()).isEqualTo(LiveModel.State.BELOW);
        assertThat(model(new Agreement(1_000, 950, 1_000, 800), made).state()).isEqualTo(LiveModel.State.ABOVE);
        LiveModel.Drift drift = Objects.requireNonNull(
                model(new Agreement(1_000, 600, 1_000, 500), made).drift());
        assertThat(drift.value()).isCloseTo(-0.2, within(1e-12));
        assertThat(drift.high() - drift.low()).isBetween(0.03, 0.06);
    }
}
