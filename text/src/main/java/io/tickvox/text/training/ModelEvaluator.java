package io.tickvox.text.training;

import io.tickvox.model.Label;
import io.tickvox.text.Document;
import io.tickvox.text.LinearModel;
import io.tickvox.text.LinearScorer;
import io.tickvox.text.Link;
import io.tickvox.text.Linker;
import io.tickvox.text.Sentiment;
import io.tickvox.text.StandardLinker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Measures the linear scorer on rows that it was not trained on: each fold of the labelled data by a model trained on the
 * others, and, to tell how it does on text of another kind, each set by a model trained on the other sets less the texts
 * that they share with it.
 */
public final class ModelEvaluator {
    private ModelEvaluator() {}

    /**
     * Trains a model for each fold and, if asked, for each set left out.
     *
     * @param data the folder that holds {@code labelled/} and {@code stocknet/}
     * @param folds how many folds, at least 2
     * @param leaveOut whether to leave out whole sets too
     */
    public static Evaluation evaluate(Path data, int folds, boolean leaveOut) throws IOException {
        List<TrainingRow> rows = ModelTrainer.rows(data);
        Map<String, Tally> tallies = new TreeMap<>();
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            judge(rows, i -> rows.get(i).labelled.fold(folds) == held, "held-out ", tallies);
        }
        if (leaveOut) {
            for (String set : TrainingRow.SETS) {
                judge(rows, i -> rows.get(i).labelled.set().equals(set), "left-out ", tallies);
            }
        }
        List<Evaluation.Figures> figures = new ArrayList<>();
        tallies.forEach((name, tally) -> figures.add(tally.figures(name)));
        return new Evaluation(ModelTrainer.MODEL_NAME, rows.size(), figures);
    }

    /** Run as {@code java … ModelEvaluator DATA OUT}: writes the figures of three folds and of each set left out. */
    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[1]), evaluate(Path.of(args[0]), 3, true).toMarkdown());
    }

    private static void judge(List<TrainingRow> rows, IntPredicate held, String prefix, Map<String, Tally> tallies) {
        List<TrainingRow> unseen = new ArrayList<>();
        Set<String> unseenTexts = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            if (held.test(i)) {
                unseen.add(rows.get(i));
                unseenTexts.add(rows.get(i).labelled.key());
            }
        }
        // Sets share texts: the stance labels are of posts that other sets hold too, with labels of their own.
        List<TrainingRow> seen = rows.stream()
                .filter(row -> !unseenTexts.contains(row.labelled.key()))
                .toList();
        boolean knowsNoise = seen.stream().anyMatch(TrainingRow::isNoise);
        LinearModel model = ModelTrainer.train(seen);
        Linker linker = StandardLinker.shipped();
        for (TrainingRow row : unseen) {
            Linker links = row.labelled.name() == null ? linker : document -> row.links;
            LinearScorer scorer = new LinearScorer(model, links);
            Document document = Document.of(row.labelled.text());
            Link target = row.target;
            Sentiment sentiment = scorer.score(document, target);
            tallies.computeIfAbsent(prefix + row.labelled.set(), name -> new Tally())
                    .add(row, sentiment, knowsNoise ? scorer.noise(document, target) : Double.NaN);
        }
    }

    /** Counts over the rows of a set. */
    private static final class Tally {
        private static final int BINS = 10;

        private final int[][] confusion = new int[3][3];
        private final int[][] noise = new int[2][2];
        private final double[] binProbability = new double[BINS];
        private final int[] binHits = new int[BINS];
        private final int[] binRows = new int[BINS];
        private boolean judgesNoise;

        void add(TrainingRow row, Sentiment sentiment, double noiseProbability) {
            judgesNoise |= row.labelled.set().equals("stance") && !Double.isNaN(noiseProbability);
            noise[row.isNoise() ? 1 : 0][noiseProbability >= 0.5 ? 1 : 0]++;
            if (row.isNoise()) {
                return;
            }
            int truth = row.labelled.label().ordinal();
            int guess = row.isTwoClass() ? (sentiment.score() >= 0 ? 0 : 2) : index(sentiment);
            confusion[truth][guess]++;
            double top = Math.max(sentiment.pNeutral(), Math.max(sentiment.pPositive(), sentiment.pNegative()));
            int bin = Math.min(BINS - 1, (int) (top * BINS));
            binProbability[bin] += top;
            binHits[bin] += truth == guess ? 1 : 0;
            binRows[bin]++;
        }

        private static int index(Sentiment sentiment) {
            if (sentiment.label() == Label.MIXED) {
                return sentiment.score() >= 0 ? 0 : 2;
            }
            return sentiment.label().ordinal();
        }

        Evaluation.Figures figures(String name) {
            int rows = 0;
            int hits = 0;
            double f1Sum = 0;
            int classes = 0;
            List<Double> f1 = new ArrayList<>();
            for (int c = 0; c < 3; c++) {
                int truth = 0;
                int guessed = 0;
                for (int other = 0; other < 3; other++) {
                    truth += confusion[c][other];
                    guessed += confusion[other][c];
                }
                rows += truth;
                hits += confusion[c][c];
                double value = truth + guessed == 0 ? 0 : 2.0 * confusion[c][c] / (truth + guessed);
                f1.add(value);
                if (truth > 0) {
                    f1Sum += value;
                    classes++;
                }
            }
            double error = 0;
            for (int bin = 0; bin < BINS; bin++) {
                error += Math.abs(binProbability[bin] - binHits[bin]);
            }
            double noiseF1 =
                    judgesNoise ? 2.0 * noise[1][1] / (2 * noise[1][1] + noise[0][1] + noise[1][0]) : Double.NaN;
            return new Evaluation.Figures(
                    name,
                    rows,
                    (double) hits / rows,
                    f1Sum / classes,
                    f1.get(0),
                    f1.get(1),
                    f1.get(2),
                    error / rows,
                    noiseF1);
        }
    }
}
