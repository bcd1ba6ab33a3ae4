package io.tickvox.text.onnx;

import io.tickvox.text.classifier.Classifier;
import io.tickvox.text.classifier.ClassifierFactory;
import java.util.List;
import java.util.Objects;

/**
 * Which model is run and how.
 *
 * @param folder path of the folder that holds it
 * @param labels for each of the model's outputs in order, {@code positive}, {@code neutral} or {@code negative}; empty to go
 *     by the names in the model's own {@code config.json}
 * @param batch texts in one run, at least 1
 * @param threads processors that one run may use, at least 1
 */
public record OnnxSettings(String folder, List<String> labels, int batch, int threads) implements ClassifierFactory {
    private static final long serialVersionUID = 1;

    public OnnxSettings {
        Objects.requireNonNull(folder, "folder");
        labels = List.copyOf(labels);
        if (batch < 1 || threads < 1) {
            throw new IllegalArgumentException("Invalid batch or threads: expected at least 1");
        }
    }

    @Override
    public String name() {
        return "onnx";
    }

    /** One: a run uses as many processors as it may by itself. */
    @Override
    public int concurrency(int wanted) {
        return 1;
    }

    @Override
    public Classifier open() {
        return OnnxClassifier.open(this);
    }
}
