package io.tickvox.text.training;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
        Vader vader = Files.exists(data.resolve("lexicons")) ? Vader.read(data) : null;
        return evaluate(ModelTrainer.rows(data), vader, folds, leaveOut);
    }

    static Evaluation evaluate(List<TrainingRow> rows, @Nullable Vader vader, int folds, boolean leaveOut) {
        Map<String, Tally> tallies = new TreeMap<>();
        if (vader != null) {
            for (TrainingRow row : rows.stream().filter(TrainingRow::isJudged).toList()) {
                tallies.computeIfAbsent("vader " + row.labelled.set(), name -> new Tally())
                        .add(row, vader.label(row.labelled.text()), vader.score(row.labelled.text()));
            }
        }
        Set<String> opposed = opposed(rows);
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            judge(rows, row -> row.labelled.fold(folds) == held, "held-out ", opposed, tallies);
        }
        if (leaveOut) {
            for (DataSet set : DataSet.JUDGED) {
                List<TrainingRow> others = rows.stream()
                        .filter(row -> !row.labelled.set().isMoreOf(set))
                        .toList();
                judge(others, row -> row.labelled.set() == set, "left-out ", opposed, tallies);
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

    /** The posts whose labels toward different companies are positive and negative. */
    private static Set<String> opposed(List<TrainingRow> rows) {
        Set<String> positive = new HashSet<>();
        Set<String> negative = new HashSet<>();
        for (TrainingRow row : rows) {
            if (row.isDirected() && !row.isTwoClass() && row.isJudged()) {
                (row.isPositive() ? positive : negative).add(row.labelled.id());
            }
        }
        positive.retainAll(negative);
        return positive;
    }

    private static void judge(
            List<TrainingRow> rows,
            Predicate<TrainingRow> held,
            String prefix,
            Set<String> opposed,
            Map<String, Tally> tallies) {
        List<TrainingRow> unseen = new ArrayList<>();
        Set<String> unseenTexts = new HashSet<>();
        for (TrainingRow row : rows) {
            if (row.isJudged() && held.test(row)) {
                unseen.add(row);
                unseenTexts.add(row.labelled.key());
            }
        }
        // Sets share texts: the stance labels are of posts that other sets hold too, with labels of their own.
        List<TrainingRow> seen = rows.stream()
                .filter(row -> !unseenTexts.contains(row.labelled.key()))
                .toList();
        boolean knowsNoise = seen.stream().anyMatch(row -> row.isJudged() && row.isNoise());
        LinearModel model = ModelTrainer.train(seen);
        Linker linker = StandardLinker.shipped();
        for (TrainingRow row : unseen) {
            Linker links = row.labelled.name() == null ? linker : document -> row.links;
            LinearScorer scorer = new LinearScorer(model, links);
            Document document = Document.of(row.labelled.text());
            Link target = row.target;
            Sentiment sentiment = scorer.score(document, target);
            double noise = knowsNoise ? scorer.noise(document, target) : Double.NaN;
            tallies.computeIfAbsent(prefix + row.labelled.set(), name -> new Tally())
                    .add(row, sentiment, noise);
            if (opposed.contains(row.labelled.id()) && !row.isTwoClass()) {
                tallies.computeIfAbsent(prefix + "opposite views", name -> new Tally())
                        .add(row, sentiment, noise);
                tallies.computeIfAbsent(prefix + "opposite views, one label for all", name -> new Tally())
                        .add(row, scorer.score(document, null), noise);
            }
        }
    }
}
