package io.tickvox.text.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Label;
import io.tickvox.text.Document;
import io.tickvox.text.LinearScorer;
import io.tickvox.text.Link;
import io.tickvox.text.Linker;
import io.tickvox.text.StandardLinker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTrainerTest {
    private static final List<String> UP = List.of("soars", "rallies", "beats", "surges", "jumps");
    private static final List<String> DOWN = List.of("plunges", "misses", "tumbles", "sinks", "crashes");
    private static final List<String> DAYS = List.of("monday", "tuesday", "wednesday", "thursday", "friday");

    @TempDir
    Path folder;

    /** A data folder of invented posts in the layout of the real one. */
    private Path data() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("labelled"));
        Files.createDirectories(data.resolve("stocknet"));
        StringBuilder posts = new StringBuilder();
        StringBuilder stance = new StringBuilder("source\tpost_id\tsymbol\tlabel\n");
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String day = DAYS.get(i % 5) + " number " + i;
            add(posts, stance, plain, i * 4, "$AAPL " + UP.get(i % 5) + " on " + day, "positive");
            add(posts, stance, plain, i * 4 + 1, "$AAPL " + DOWN.get(i % 5) + " on " + day, "negative");
            add(posts, stance, plain, i * 4 + 2, "$AAPL presents on " + day, "neutral");
            add(posts, stance, null, i * 4 + 3, "free alerts join our chat $AAPL $TSLA " + day, "noise");
        }
        try (GZIPOutputStream out = new GZIPOutputStream(
                Files.newOutputStream(data.resolve("stocknet/posts_dev_2013-12-31_2015-06-30.jsonl.gz")))) {
            out.write(posts.toString().getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(data.resolve("labelled/stance_labels.tsv"), stance);
        for (String file : List.of("zeroshot_train", "taborda")) {
            Files.writeString(data.resolve("labelled/" + file + ".jsonl"), plain);
        }
        for (String file : List.of("sentfin_dev", "stocktwits_amoooma", "surge_crypto", "taborda_texts")) {
            Files.writeString(data.resolve("labelled/" + file + ".jsonl"), "");
        }
        return data;
    }

    private static void add(
            StringBuilder posts,
            StringBuilder stance,
            @Nullable StringBuilder plain,
            int id,
            String text,
            String label) {
        posts.append("{\"id_str\":\"%d\",\"text\":\"%s\"}%n".formatted(id, text));
        stance.append("stocknet\t%d\tAAPL\t%s%n".formatted(id, label));
        if (plain != null) {
            plain.append("{\"id\":\"%d\",\"text\":\"%s\",\"label\":\"%s\"}%n"
                    .formatted(id, text.replace("$AAPL", "It"), label));
        }
    }

    @Test
    void learnsDirectionAndNoiseTheSameInEveryRun() throws IOException {
        List<TrainingRow> rows = ModelTrainer.folderRows(data());
        ModelTrainer.Result first = ModelTrainer.train(rows, folder.resolve("first.model"));
        ModelTrainer.Result second = ModelTrainer.train(rows, folder.resolve("second.model"));
        assertThat(folder.resolve("first.model")).hasSameBinaryContentAs(folder.resolve("second.model"));
        assertThat(first.rows()).isEqualTo(second.rows()).isEqualTo(2000);
        assertThat(first.bytes()).isLessThan(4_000_000);

        Linker linker = StandardLinker.shipped();
        LinearScorer scorer = new LinearScorer(first.model(), linker);
        assertThat(label(scorer, linker, "$MSFT rallies again")).isEqualTo(Label.POSITIVE);
        assertThat(label(scorer, linker, "$MSFT tumbles again")).isEqualTo(Label.NEGATIVE);
        assertThat(label(scorer, linker, "$MSFT presents on monday")).isEqualTo(Label.NEUTRAL);
        assertThat(scorer.noise(Document.of("free alerts join our chat $GM $F"), null))
                .isGreaterThan(0.5);
        assertThat(scorer.noise(Document.of("$MSFT rallies on monday"), null)).isLessThan(0.5);
    }

    private static Label label(LinearScorer scorer, Linker linker, String text) {
        Document document = Document.of(text);
        Link link = linker.link(document).get(0);
        return scorer.score(document, link).label();
    }

    @Test
    void seeksTheMiddleOfTheBestStepsNotASinglePeak() {
        assertThat(ModelTrainer.middleOfBest(0, 20, 2, step -> step == 3 ? 0.9 : step >= 10 && step <= 14 ? 0.8 : 0.5))
                .isEqualTo(12);
        assertThat(ModelTrainer.middleOfBest(30, 70, 10, step -> 0)).isEqualTo(50);
    }

    @Test
    void measuresOnRowsThatTheModelDidNotSee() throws IOException {
        Evaluation evaluation = ModelEvaluator.evaluate(ModelTrainer.folderRows(data()), null, 2, false);
        assertThat(evaluation.figures())
                .filteredOn(figures -> figures.set().equals("held-out stance"))
                .singleElement()
                .satisfies(figures -> {
                    assertThat(figures.rows()).isEqualTo(600);
                    assertThat(figures.accuracy()).isGreaterThan(0.95);
                    assertThat(figures.macroF1()).isGreaterThan(0.95);
                    assertThat(figures.noiseF1()).isGreaterThan(0.95);
                });
        assertThat(evaluation.toMarkdown()).contains("| held-out stance | 600 |");
    }
}
