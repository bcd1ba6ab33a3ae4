package io.tickvox.text.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.Label;
import io.tickvox.model.TickvoxException;
import io.tickvox.testkit.onnx.TinyModel;
import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierTest {
    @TempDir
    Path folder;

    private static OnnxSettings settings(Path folder) {
        return new OnnxSettings(folder.toString(), List.of(), 8, 1);
    }

    private static List<Label> labels(Classifier classifier, String... texts) throws Exception {
        return classifier.classify(List.of(texts)).stream()
                .map(verdict -> ((Verdict.Judged) verdict).sentiment().label())
                .toList();
    }

    @Test
    void judgesABatchOfTextsOfDifferentLengths() throws Exception {
        try (Classifier classifier =
                settings(TinyModel.standard().write(folder)).open()) {
            assertThat(labels(classifier, "Apple soars", "The stock plunges after a long, long day", "Apple reports"))
                    .containsExactly(Label.POSITIVE, Label.NEGATIVE, Label.NEUTRAL);
        }
    }

    @Test
    void probabilitiesAreTheSoftmaxOfTheLogits() throws Exception {
        try (Classifier classifier =
                settings(TinyModel.standard().write(folder)).open()) {
            Verdict.Judged verdict =
                    (Verdict.Judged) classifier.classify(List.of("soars")).get(0);
            // [CLS] soars [SEP]: logits 4, 0 and 0.2.
            double sum = Math.exp(4) + 1 + Math.exp(0.2);
            assertThat(verdict.sentiment().pPositive())
                    .isCloseTo(Math.exp(4) / sum, org.assertj.core.data.Offset.offset(1e-4));
            assertThat(verdict.sentiment().pNegative()).isCloseTo(1 / sum, org.assertj.core.data.Offset.offset(1e-4));
        }
    }

    @Test
    void aTextIsJudgedAlikeAloneAndBesideLongerOnes() throws Exception {
        try (Classifier classifier =
                settings(TinyModel.standard().write(folder)).open()) {
            Verdict alone = classifier.classify(List.of("plunges")).get(0);
            Verdict beside = classifier
                    .classify(List.of("it reports and reports and reports", "plunges"))
                    .get(1);
            assertThat(beside).isEqualTo(alone);
        }
    }

    @Test
    void aTextThatIsTooLongIsJudgedByItsBeginning() throws Exception {
        try (Classifier classifier =
                settings(TinyModel.standard().write(folder)).open()) {
            assertThat(labels(classifier, "soars " + "reports ".repeat(2) + "or so ".repeat(500) + "plunges plunges"))
                    .containsExactly(Label.NEUTRAL);
            assertThat(labels(classifier, "soars soars " + "or so ".repeat(500) + "plunges ".repeat(9)))
                    .containsExactly(Label.POSITIVE);
        }
    }

    @Test
    void takesTheTokenizersOwnDescriptionWhereThereIsOne() throws Exception {
        TinyModel.standard().write(folder);
        Files.write(
                folder.resolve("tokenizer.json"),
                WordPieces.tokenizer(ModelFolder.at(folder), folder.resolve("vocab.txt")));
        Files.delete(folder.resolve("vocab.txt"));
        try (Classifier classifier = settings(folder).open()) {
            assertThat(labels(classifier, "SOARS")).containsExactly(Label.POSITIVE);
        }
    }

    @Test
    void sameBytesHaveTheSameVersionAndOthersAnother() throws Exception {
        Path one = TinyModel.standard().write(folder.resolve("a/tiny"));
        Path same = TinyModel.standard().write(folder.resolve("b/tiny"));
        Path other = new TinyModel(java.util.Map.of("soars", List.of(0f, 4f, 0f))).write(folder.resolve("c/tiny"));
        assertThat(ModelFolder.at(one).version())
                .startsWith("onnx/tiny@")
                .isEqualTo(ModelFolder.at(same).version())
                .isNotEqualTo(ModelFolder.at(other).version());
    }

    @Test
    void tellsWhichFileIsMissing() throws Exception {
        assertThatThrownBy(() -> settings(folder.resolve("nowhere")).open())
                .isInstanceOf(TickvoxException.class)
                .hasMessageContaining("Cannot find a folder")
                .hasMessageContaining("scorers.onnx.model");
        for (String file : List.of("model.onnx", "config.json", "vocab.txt")) {
            TinyModel.standard().write(folder);
            Files.delete(folder.resolve(file));
            assertThatThrownBy(() -> settings(folder).open())
                    .isInstanceOf(TickvoxException.class)
                    .hasMessageContaining("Cannot find")
                    .hasMessageContaining(file);
        }
    }

    @Test
    void refusesLabelsThatMeanNoDirection() {
        TinyModel.standard()
                .write(folder, "attention_mask", "{\"0\": \"LABEL_0\", \"1\": \"LABEL_1\", \"2\": \"LABEL_2\"}");
        assertThatThrownBy(() -> settings(folder).open())
                .isInstanceOf(TickvoxException.class)
                .hasMessageContaining("LABEL_0")
                .hasMessageContaining("scorers.onnx.labels");
    }

    @Test
    void labelsCanBeGivenInstead() throws Exception {
        TinyModel.standard()
                .write(folder, "attention_mask", "{\"0\": \"LABEL_0\", \"1\": \"LABEL_1\", \"2\": \"LABEL_2\"}");
        OnnxSettings turned = new OnnxSettings(folder.toString(), List.of("negative", "positive", "neutral"), 8, 1);
        try (Classifier classifier = turned.open()) {
            assertThat(labels(classifier, "soars")).containsExactly(Label.NEGATIVE);
        }
    }

    @Test
    void refusesAModelWithInputsOfAnotherKind() {
        TinyModel.standard()
                .write(folder, "pixel_values", "{\"0\": \"positive\", \"1\": \"negative\", \"2\": \"neutral\"}");
        assertThatThrownBy(() -> settings(folder).open())
                .isInstanceOf(TickvoxException.class)
                .hasMessageContaining("pixel_values")
                .hasMessageContaining("input_ids");
    }

    @Test
    void refusesFewerLabelsThanTheModelHasOutputs() {
        TinyModel.standard().write(folder, "attention_mask", "{\"0\": \"positive\", \"1\": \"negative\"}");
        assertThatThrownBy(() -> settings(folder).open())
                .isInstanceOf(TickvoxException.class)
                .hasMessageContaining("2 labels");
    }

    @Test
    void refusesAFileThatIsNoModel() throws Exception {
        TinyModel.standard().write(folder);
        Files.writeString(folder.resolve("model.onnx"), "no model");
        assertThatThrownBy(() -> settings(folder).open())
                .isInstanceOf(TickvoxException.class)
                .hasMessageContaining("Cannot read")
                .hasMessageContaining("model.onnx");
    }

    @Test
    void tellsNobodyOfItsUse() throws Exception {
        settings(TinyModel.standard().write(folder)).open().close();
        assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    }
}
