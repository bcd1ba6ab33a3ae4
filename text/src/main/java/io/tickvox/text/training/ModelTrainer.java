package io.tickvox.text.training;

import io.tickvox.text.FeatureVector;
import io.tickvox.text.LinearModel;
import io.tickvox.text.Linker;
import io.tickvox.text.StandardLinker;
import io.tickvox.text.training.LabelledText.Stance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Trains the linear scorer on the labelled sets of a data folder: three logistic regressions (has a direction; which; noise),
 * each calibrated on rows that it did not see. No randomness: the same data give the same model.
 */
public final class ModelTrainer {
    /** The shipped model's name and version. */
    public static final String MODEL_NAME = "tickvox-linear-7";

    private static final int FOLDS = 3;
    /** A set of n rows counts as n to the power of 1 less this. */
    private static final double SET_SIZE_DISCOUNT = 0.25;
    /** The news feed is the kind that is least like the others: its rows count this much more. */
    private static final double NEWS_FEED = 2;
    /** How far both labels come to count the same within each set: 0 not at all, 1 wholly. */
    private static final double SET_BALANCE = 0.5;

    /** One of the three regressions. */
    private enum Output {
        DIRECTED(1.4) {
            @Override
            boolean includes(TrainingRow row) {
                return !row.isTwoClass() && !row.isNoise();
            }

            @Override
            boolean isPositive(TrainingRow row) {
                return row.isDirected();
            }
        },
        POLARITY(2.8) {
            @Override
            boolean includes(TrainingRow row) {
                return row.isDirected();
            }

            @Override
            boolean isPositive(TrainingRow row) {
                return row.isPositive();
            }
        },
        NOISE(16) {
            @Override
            boolean includes(TrainingRow row) {
                return row.labelled.set().noiseCost > 0;
            }

            @Override
            boolean isPositive(TrainingRow row) {
                return row.isNoise();
            }
        };

        final double cost;

        Output(double cost) {
            this.cost = cost;
        }

        abstract boolean includes(TrainingRow row);

        abstract boolean isPositive(TrainingRow row);
    }

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
     * Trains on all of {@code data} (the folder that holds {@code labelled/} and {@code stocknet/}) and on what comes with
     * Tickvox, and writes the model to {@code out}.
     */
    public static Result train(Path data, Path out) throws IOException {
        return train(rows(data), out);
    }

    static Result train(List<TrainingRow> rows, Path out) throws IOException {
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

    /** The rows of {@code data} and of the texts that come with Tickvox. */
    static List<TrainingRow> rows(Path data) throws IOException {
        List<TrainingRow> rows = new ArrayList<>(folderRows(data));
        rows.addAll(rows(ShippedTexts.written()));
        return rows;
    }

    /** The rows of {@code data} alone. */
    static List<TrainingRow> folderRows(Path data) throws IOException {
        List<LabelledText> labelled = new ArrayList<>();
        labelled.addAll(LabelledData.stance(data));
        labelled.addAll(LabelledData.plain(data, DataSet.ZEROSHOT, "labelled/zeroshot_train.jsonl"));
        labelled.addAll(LabelledData.sentfin(data));
        labelled.addAll(LabelledData.plain(data, DataSet.TABORDA, "labelled/taborda.jsonl"));
        labelled.addAll(LabelledData.plain(data, DataSet.AMOOOMA, "labelled/stocktwits_amoooma.jsonl"));
        labelled.addAll(LabelledData.plain(data, DataSet.SURGE, "labelled/surge_crypto.jsonl"));
        return rows(labelled);
    }

    private static List<TrainingRow> rows(List<LabelledText> labelled) {
        Linker linker = StandardLinker.shipped();
        return labelled.stream().map(row -> new TrainingRow(row, linker)).toList();
    }

    static LinearModel train(List<TrainingRow> rows) {
        float[][] weights = new float[LinearModel.COLUMNS][FeatureVector.BUCKETS];
        double[] biases = new double[3];
        double[][] gauges = new double[3][];
        double[][] unseen = new double[3][];
        for (Output output : Output.values()) {
            int o = output.ordinal();
            unseen[o] = unseenLogits(rows, output);
            double[] scaling = calibration(rows, output, unseen[o]);
            double[] trained = fit(rows.stream(), output);
            for (int place = 0; place < (output == Output.NOISE ? 2 : FeatureVector.PLACES); place++) {
                float[] column = weights[column(output, place)];
                for (int bucket = 0; bucket < FeatureVector.BUCKETS; bucket++) {
                    column[bucket] = (float) (scaling[0] * trained[place * FeatureVector.BUCKETS + bucket]);
                }
            }
            int first = output == Output.NOISE ? TrainingRow.NOISE : TrainingRow.DIRECTION;
            gauges[o] =
                    new double[output == Output.NOISE ? FeatureVector.NOISE_GAUGES : FeatureVector.DIRECTION_GAUGES];
            for (int i = 0; i < gauges[o].length; i++) {
                gauges[o][i] = scaling[0] * trained[first + i];
            }
            biases[o] = scaling[0] * trained[TrainingRow.FEATURES - 1] + scaling[1];
            for (int i = 0; i < unseen[o].length; i++) {
                unseen[o][i] = scaling[0] * unseen[o][i] + scaling[1];
            }
        }
        // So that one half is the bound.
        biases[Output.NOISE.ordinal()] -= noiseBound(rows, unseen[Output.NOISE.ordinal()]);
        double bound = bound(rows, unseen[0], unseen[1]);
        return LinearModel.of(MODEL_NAME, weights, biases, gauges, bound);
    }

    /** The model's column of weights. */
    private static int column(Output output, int place) {
        return place == 0
                ? output.ordinal()
                : output == Output.NOISE ? LinearModel.COLUMNS - 1 : 1 + 2 * place + output.ordinal();
    }

    private static double[] fit(Stream<TrainingRow> rows, Output output) {
        List<TrainingRow> seen = rows.filter(output::includes).toList();
        boolean[] labels = new boolean[seen.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = output.isPositive(seen.get(i));
        }
        return LogisticRegression.train(
                seen.stream().map(row -> features(row, output)).toList(),
                labels,
                costs(seen, labels, output),
                output == Output.NOISE ? FeatureScales.equal() : FeatureScales.byKind(seen));
    }

    /**
     * What each row's loss counts. For the direction both labels count the same in sum, and come nearer to it within each set,
     * so that words tell less of the set that they are from; and a row of a large set counts less than one of a small set, so
     * that the kinds of text come nearer to counting the same.
     */
    private static double[] costs(List<TrainingRow> rows, boolean[] labels, Output output) {
        double[] costs = new double[labels.length];
        Arrays.fill(costs, output.cost);
        if (output == Output.NOISE) {
            for (int i = 0; i < costs.length; i++) {
                costs[i] *= rows.get(i).labelled.set().noiseCost;
            }
            return costs;
        }
        Map<DataSet, Long> sizes =
                rows.stream().collect(Collectors.groupingBy(row -> row.labelled.set(), Collectors.counting()));
        Map<DataSet, Double> shares = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.labelled.set(), Collectors.averagingDouble(row -> output.isPositive(row) ? 1 : 0)));
        double sum = 0;
        double positive = 0;
        for (int i = 0; i < costs.length; i++) {
            DataSet set = rows.get(i).labelled.set();
            double alike = labels[i] ? shares.get(set) : 1 - shares.get(set);
            costs[i] = Math.pow(sizes.get(set), -SET_SIZE_DISCOUNT)
                    * Math.pow(2 * alike, -SET_BALANCE)
                    * (set == DataSet.ZEROSHOT ? NEWS_FEED : 1);
            sum += costs[i];
            positive += labels[i] ? costs[i] : 0;
        }
        for (int i = 0; i < costs.length; i++) {
            double share = (labels[i] ? positive : sum - positive) / sum;
            costs[i] *= output.cost * costs.length / sum / (2 * share);
        }
        return costs;
    }

    /** For each row its logit by a model that saw no row of its fold. */
    private static double[] unseenLogits(List<TrainingRow> rows, Output output) {
        double[] logits = new double[rows.size()];
        int[] folds = rows.stream().mapToInt(row -> row.labelled.fold(FOLDS)).toArray();
        IntStream.range(0, FOLDS).parallel().forEach(held -> {
            double[] trained = fit(
                    IntStream.range(0, folds.length)
                            .filter(i -> folds[i] != held)
                            .mapToObj(rows::get),
                    output);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == held) {
                    logits[i] = features(rows.get(i), output).dot(trained);
                }
            }
        });
        return logits;
    }

    /** Slope and intercept that make probabilities of the logits. */
    private static double[] calibration(List<TrainingRow> rows, Output output, double[] unseen) {
        List<Integer> judged = new ArrayList<>();
        for (int i = 0; i < unseen.length; i++) {
            if (output.includes(rows.get(i))
                    && !rows.get(i).isTwoClass()
                    && rows.get(i).isJudged()) {
                judged.add(i);
            }
        }
        double[] logits = judged.stream().mapToDouble(i -> unseen[i]).toArray();
        boolean[] labels = new boolean[logits.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = output.isPositive(rows.get(judged.get(i)));
        }
        return logits.length == 0 ? new double[] {1, 0} : LogisticRegression.calibrate(logits, labels);
    }

    /** The probability of a direction from which on to label one: the middle of those with the best macro-F1. */
    private static double bound(List<TrainingRow> rows, double[] directed, double[] polarity) {
        int percent = middleOfBest(30, 70, 10, bound -> macroF1(rows, directed, polarity, logit(bound / 100.0)));
        return percent / 100.0;
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    /**
     * The step from {@code from} to {@code to} about which {@code value} is best on average over {@code reach} steps to both
     * sides: a figure of rows has chance peaks, and what follows a single one does worse on others.
     */
    static int middleOfBest(int from, int to, int reach, IntToDoubleFunction value) {
        double[] values = IntStream.rangeClosed(from - reach, to + reach)
                .mapToDouble(value)
                .toArray();
        double[] sums = IntStream.rangeClosed(from, to)
                .mapToDouble(step -> Arrays.stream(values, step - from, step - from + 2 * reach + 1)
                        .sum())
                .toArray();
        int best = (from + to) / 2;
        for (int step = from; step <= to; step++) {
            best = sums[step - from] > sums[best - from] ? step : best;
        }
        return best;
    }

    /** On average over the sets, each with the weight of its rows. */
    private static double macroF1(List<TrainingRow> rows, double[] directed, double[] polarity, double bound) {
        double sum = 0;
        int all = 0;
        for (DataSet set : DataSet.JUDGED) {
            Confusion confusion = new Confusion();
            for (int i = 0; i < directed.length; i++) {
                TrainingRow row = rows.get(i);
                if (row.labelled.set() == set && Output.DIRECTED.includes(row)) {
                    Stance guess =
                            directed[i] < bound ? Stance.NEUTRAL : polarity[i] >= 0 ? Stance.POSITIVE : Stance.NEGATIVE;
                    confusion.add(row.labelled.label(), guess);
                }
            }
            all += confusion.rows();
            sum += confusion.rows() * confusion.macroF1();
        }
        return all == 0 ? 0 : sum / all;
    }

    /** The logit from which on to call a text noise: the middle of those with the best F1. */
    private static double noiseBound(List<TrainingRow> rows, double[] unseen) {
        return middleOfBest(-20, 20, 4, tenth -> noiseF1(rows, unseen, tenth / 10.0)) / 10.0;
    }

    private static double noiseF1(List<TrainingRow> rows, double[] unseen, double bound) {
        int right = 0;
        int sum = 0;
        for (int i = 0; i < unseen.length; i++) {
            if (Output.NOISE.includes(rows.get(i)) && rows.get(i).isJudged()) {
                boolean called = unseen[i] >= bound;
                right += called && rows.get(i).isNoise() ? 1 : 0;
                sum += (called ? 1 : 0) + (rows.get(i).isNoise() ? 1 : 0);
            }
        }
        return sum == 0 ? 0 : 2.0 * right / sum;
    }

    /** The row's features for {@code output}. */
    private static SparseRow features(TrainingRow row, Output output) {
        return output == Output.NOISE ? row.noiseFeatures : row.directionFeatures;
    }
}
