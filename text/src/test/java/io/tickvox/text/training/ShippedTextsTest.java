package io.tickvox.text.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.text.training.LabelledText.Stance;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShippedTextsTest {
    @Test
    void everyCompanyStandsInItsText() throws IOException {
        List<LabelledText> rows = ShippedTexts.written();
        assertThat(rows).hasSizeGreaterThan(15_000);
        assertThat(rows).allSatisfy(row -> {
            if (row.symbol() != null) {
                assertThat(row.text()).contains("$" + row.symbol());
            }
            if (row.name() != null) {
                assertThat(row.text()).contains(row.name());
            }
            assertThat(row.others()).allSatisfy(other -> assertThat(row.text()).contains(other));
        });
    }

    @Test
    void noTextStandsTwiceAndNoCompanyHasTwoLabels() throws IOException {
        Set<String> targets = new HashSet<>();
        for (LabelledText row : ShippedTexts.written()) {
            assertThat(targets.add(row.text() + '\t' + row.symbol() + '\t' + row.name()))
                    .as(row.text())
                    .isTrue();
        }
    }

    @Test
    void directionsBalance() throws IOException {
        List<LabelledText> rows = ShippedTexts.written();
        long positive =
                rows.stream().filter(row -> row.label() == Stance.POSITIVE).count();
        long negative =
                rows.stream().filter(row -> row.label() == Stance.NEGATIVE).count();
        assertThat((double) positive / negative).isBetween(0.9, 1.2);
    }

    @Test
    void labelsOfPostsNameEachPairOfPostAndTickerOnce() throws IOException {
        Set<String> pairs = new HashSet<>();
        assertThat(labels("labels.tsv", pairs)).containsExactlyInAnyOrder("positive", "neutral", "negative", "noise");
        assertThat(labels("directions.tsv", pairs)).containsExactlyInAnyOrder("positive", "neutral", "negative");
    }

    /** The labels in a file whose pairs are not in {@code pairs} yet. */
    private static Set<String> labels(String file, Set<String> pairs) throws IOException {
        Set<String> labels = new HashSet<>();
        List<String> lines = ShippedTexts.lines(file);
        assertThat(lines.get(0)).isEqualTo("source\tpost_id\tsymbol\tlabel");
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t");
            assertThat(fields).as(line).hasSize(4);
            assertThat(pairs.add(fields[0] + ':' + fields[1] + ' ' + fields[2]))
                    .as(line)
                    .isTrue();
            labels.add(fields[3]);
        }
        return labels;
    }
}
