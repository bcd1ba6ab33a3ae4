package io.tickvox.text.training;

import de.bwaldvogel.liblinear.FeatureNode;
import io.tickvox.text.FeatureVector;
import io.tickvox.text.LinearModel;
import io.tickvox.text.Linker;
import io.tickvox.text.StandardLinker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Trains the linear scorer on the labelled sets of a data folder: three logistic regressions (has a direction; which; noise),
 * each calibrated on rows that it did not see. No randomness: the same data give the same model.
 */
public final class ModelTrainer {
    /** The shipped model's name and version. */
    public static final String MODEL_NAME = "tickvox-linear-1";

    private static final int CALIBRATION_FOLDS = 4;
    private static final double COST_DIRECTED = 4;
    private static final double COST_POLARITY = 8;
    private static final double COST_NOISE = 8;

    /**
     * What was trained.
     *
     * @param rows labelled pairs of text and target that were read
     * @param model the model
     * @param bytes its size as a file
     */
    public record Result(int rows, LinearModel model, long bytes) {}

    private ModelTrainer() {}

    /**
     * Trains on all of {@code data} (the folder that holds {@code labelled/} and {@code stocknet/}) and writes the model to
     * {@code out}.
     */
    public static Result train(Path data, Path out) throws IOException {
        List<TrainingRow> rows = rows(data);
        LinearModel model = train(rows);
        try (OutputStream stream = Files.newOutputStream(out)) {
            model.write(stream);
        }
        return new Result(rows.size(), model, Files.size(out));
    }

    /** Run as {@code java … ModelTrainer DATA OUT}. */
    public static void main(String[] args) throws IOException {
        train(Path.of(args[0]), Path.of(args[1]));
    }

    static List<TrainingRow> rows(Path data) throws IOException {
        List<LabelledText> labelled = new ArrayList<>();
        labelled.addAll(LabelledData.stance(data));
        labelled.addAll(LabelledData.plain(data, "zeroshot", "labelled/zeroshot_train.jsonl"));
        labelled.addAll(LabelledData.sentfin(data));
        labelled.addAll(LabelledData.plain(data, "taborda", "labelled/taborda.jsonl"));
        labelled.addAll(LabelledData.plain(data, "amoooma", "labelled/stocktwits_amoooma.jsonl"));
        labelled.addAll(LabelledData.plain(data, "surge", "labelled/surge_crypto.jsonl"));
        Linker linker = StandardLinker.shipped();
        return labelled.stream().map(row -> new TrainingRow(row, linker)).toList();
    }

    static LinearModel train(List<TrainingRow> rows) {
        float[][] weights = new float[LinearModel.COLUMNS][FeatureVector.BUCKETS];
        double[] biases = new double[3];
        fit(
                rows,
                row -> !row.isTwoClass() && !row.isNoise(),
                TrainingRow::isDirected,
                COST_DIRECTED,
                0,
                weights,
                biases);
        fit(rows, TrainingRow::isDirected, TrainingRow::isPositive, COST_POLARITY, 1, weights, biases);
        fit(rows, TrainingRow::isJudgedForNoise, TrainingRow::isNoise, COST_NOISE, 2, weights, biases);
        return LinearModel.of(MODEL_NAME, weights, biases);
    }

    private static void fit(
            List<TrainingRow> rows,
            Predicate<TrainingRow> included,
            Predicate<TrainingRow> positive,
            double cost,
            int output,
            float[][] weights,
            double[] biases) {
        List<TrainingRow> chosen = rows.stream().filter(included).toList();
        double[] calibration = calibration(chosen, positive, cost, output);
        double[] trained = fit(chosen, positive, cost, output);
        double slope = calibration[0];
        int[] columns = {output, 3 + output, 5 + output};
        int places = output == 2 ? 1 : FeatureVector.PLACES;
        for (int place = 0; place < places; place++) {
            for (int bucket = 0; bucket < FeatureVector.BUCKETS; bucket++) {
                weights[columns[place]][bucket] = (float) (slope * trained[place * FeatureVector.BUCKETS + bucket]);
            }
        }
        int intercept = TrainingRow.FEATURES - TrainingRow.SETS.size() - 1;
        // What the model scores is posts: their set's intercept is the one that stays.
        biases[output] = slope * (trained[TrainingRow.FEATURES - 1] + trained[intercept]) + calibration[1];
    }

    private static double[] fit(List<TrainingRow> rows, Predicate<TrainingRow> positive, double cost, int output) {
        List<FeatureNode[]> features =
                rows.stream().map(row -> features(row, output)).toList();
        List<Boolean> labels = rows.stream().map(positive::test).toList();
        return LogisticRegression.train(features, labels, TrainingRow.FEATURES, cost);
    }

    /** Slope and intercept from the stance rows, each scored by a model that did not see its fold. */
    private static double[] calibration(
            List<TrainingRow> rows, Predicate<TrainingRow> positive, double cost, int output) {
        List<Double> logits = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        for (int fold = 0; fold < CALIBRATION_FOLDS; fold++) {
            int held = fold;
            double[] trained = fit(
                    rows.stream()
                            .filter(row -> row.labelled.fold(CALIBRATION_FOLDS) != held)
                            .toList(),
                    positive,
                    cost,
                    output);
            for (TrainingRow row : rows) {
                if (row.labelled.set().equals("stance") && row.labelled.fold(CALIBRATION_FOLDS) == held) {
                    logits.add(LogisticRegression.logit(trained, features(row, output)));
                    labels.add(positive.test(row));
                }
            }
        }
        double[] z = logits.stream().mapToDouble(Double::doubleValue).toArray();
        boolean[] y = new boolean[z.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = labels.get(i);
        }
        return z.length == 0 ? new double[] {1, 0} : LogisticRegression.calibrate(z, y);
    }

    /** The row's features; for noise, which is judged of the whole text, only those of no place. */
    private static FeatureNode[] features(TrainingRow row, int output) {
        if (output != 2) {
            return row.features;
        }
        List<FeatureNode> nodes = new ArrayList<>();
        for (FeatureNode node : row.features) {
            if (node.getIndex() <= FeatureVector.BUCKETS
                    || node.getIndex() > FeatureVector.PLACES * FeatureVector.BUCKETS) {
                nodes.add(node);
            }
        }
        return nodes.toArray(FeatureNode[]::new);
    }
}
