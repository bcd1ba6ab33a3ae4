package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Label;
import org.junit.jupiter.api.Test;

class MentionViewTest {
    @Test
    void givesNoScoreToWhatWasNotJudged() {
        assertThat(view(Label.UNSCORED))
                .extracting(MentionView::score, MentionView::pPositive, MentionView::pNeutral, MentionView::pNegative)
                .containsOnlyNulls();
        assertThat(view(Label.POSITIVE).score()).isEqualTo(0.5);
    }

    private static MentionView view(Label label) {
        return MentionView.of(TestObjects.mention("1", "AAPL", "some words on $AAPL", label), false);
    }
}
