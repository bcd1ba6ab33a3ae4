package io.tickvox.text.training;

import io.tickvox.text.Analyzer;
import io.tickvox.text.Document;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.StandardLinker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every figure that the text module is held to, measured on the data at hand, each beside a baseline of the same run. */
public final class Scorecard {
    private static final int POST_LENGTH = 140;
    private static final int SPEED_TEXTS = 20_000;
    private static final int SPEED_ROUNDS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * A figure.
     *
     * @param measure what is measured
     * @param cases over how many posts, mentions or rows
     * @param value what Tickvox reaches
     * @param baseline what the baseline reaches; null if there is none
     * @param against what the baseline is
     * @param toReach what is to be reached
     */
    public record Row(
            String measure,
            long cases,
            double value,
            @Nullable Double baseline,
            String against,
            double toReach) {}

    private Scorecard() {}

    /**
     * Measures all. Takes some minutes: models are trained for each fold and for each set that is left out.
     *
     * @param data the folder that holds {@code labelled/}, {@code stocknet/} and {@code lexicons/}
     */
    public static List<Row> measure(Path data, int folds) throws IOException {
        List<Row> rows = new ArrayList<>();
        links(data, rows);
        Map<String, Evaluation.Figures> figures = ModelEvaluator.evaluate(data, folds, true).figures().stream()
                .collect(Collectors.toMap(Evaluation.Figures::set, Function.identity()));
        sentiment(figures, rows);
        speed(data, rows);
        return rows;
    }

    private static void links(Path data, List<Row> rows) throws IOException {
        LinkEvaluator.Counts counts = LinkEvaluator.evaluate(data, StandardLinker.shipped());
        int posts = counts.posts();
        rows.add(new Row(
                "cashtags: same set as X's own parse",
                posts,
                (double) counts.sameCashtags() / posts,
                (double) counts.sameNaive() / posts,
                "\\$[A-Z]{1,5}",
                0.995));
        rows.add(new Row("after a letter or digit: linked wrongly", counts.glued(), counts.gluedLinked(), null, "", 0));
        LinkEvaluator.Retrieval names = counts.names();
        rows.add(new Row("names, cashtags cut out: recall", names.sought(), names.recall(), null, "", 0.92));
        rows.add(new Row("names: precision, at least", names.linked(), names.precision(), null, "", 0.95));
        LinkEvaluator.Retrieval symbols = counts.symbols();
        rows.add(new Row("bare symbols: recall", symbols.sought(), symbols.recall(), null, "", 0.85));
        rows.add(new Row("bare symbols: precision, at least", symbols.linked(), symbols.precision(), null, "", 0.95));
    }

    private static void sentiment(Map<String, Evaluation.Figures> figures, List<Row> rows) {
        Double leftOut = mean(figures, "left-out ");
        rows.add(new Row(
                "macro-F1, each set left out, mean",
                rows(figures, "left-out "),
                leftOut == null ? Double.NaN : leftOut,
                mean(figures, "vader "),
                "VADER",
                0.65));
        add(figures, rows, "retail posts: macro-F1", DataSet.STANCE, Evaluation.Figures::macroF1, 0.64);
        add(figures, rows, "retail posts: AUC", DataSet.STANCE, Evaluation.Figures::auc, 0.82);
        add(figures, rows, "news feed: macro-F1", DataSet.ZEROSHOT, Evaluation.Figures::macroF1, 0.82);
        Evaluation.Figures opposed = figures.get("held-out opposite views");
        Evaluation.Figures one = figures.get("held-out opposite views, one label for all");
        if (opposed != null && one != null) {
            rows.add(new Row(
                    "opposite views: accuracy", opposed.rows(), opposed.accuracy(), one.accuracy(), "one label", 0.70));
        }
        Evaluation.Figures stance = figures.get("held-out " + DataSet.STANCE);
        if (stance != null) {
            rows.add(new Row("noise: F1", stance.rows(), stance.noiseF1(), null, "", 0.94));
            rows.add(new Row(
                    "retail posts: calibration error", stance.rows(), stance.calibrationError(), null, "", 0.05));
        }
    }

    private static void add(
            Map<String, Evaluation.Figures> figures,
            List<Row> rows,
            String measure,
            DataSet set,
            Function<Evaluation.Figures, Double> figure,
            double toReach) {
        Evaluation.Figures own = figures.get("held-out " + set);
        Evaluation.Figures vader = figures.get("vader " + set);
        if (own != null) {
            rows.add(new Row(
                    measure,
                    own.rows(),
                    figure.apply(own),
                    vader == null ? null : figure.apply(vader),
                    "VADER",
                    toReach));
        }
    }

    private static @Nullable Double mean(Map<String, Evaluation.Figures> figures, String prefix) {
        double sum = 0;
        int sets = 0;
        for (DataSet set : DataSet.JUDGED_OF_THREE) {
            Evaluation.Figures own = figures.get(prefix + set);
            sum += own == null ? 0 : own.macroF1();
            sets += own == null ? 0 : 1;
        }
        return sets == 0 ? null : (Double) (sum / sets);
    }

    private static int rows(Map<String, Evaluation.Figures> figures, String prefix) {
        int rows = 0;
        for (DataSet set : DataSet.JUDGED_OF_THREE) {
            Evaluation.Figures own = figures.get(prefix + set);
            rows += own == null ? 0 : own.rows();
        }
        return rows;
    }

    private static void speed(Path data, List<Row> rows) throws IOException {
        List<String> texts = new ArrayList<>();
        LabelledData.forEachText(data, text -> {
            if (texts.size() < SPEED_TEXTS && text.length() >= POST_LENGTH) {
                texts.add(text.substring(0, POST_LENGTH));
            }
        });
        if (texts.isEmpty()) {
            return;
        }
        Analyzer analyzer = StandardAnalyzer.shipped();
        List<Document> documents = texts.stream().map(Document::of).toList();
        double own = rate(documents, analyzer::analyze, SPEED_ROUNDS);
        Vader vader = Vader.read(data);
        double theirs = rate(texts, vader::score, 2);
        rows.add(new Row("link and score, texts a second, one core", texts.size(), own, theirs, "VADER", 400_000));
    }

    /** The best of some rounds over all texts, in texts a second of processor time. */
    private static <T> double rate(List<T> texts, Consumer<T> work, int rounds) {
        double best = 0;
        for (int round = 0; round < rounds; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            texts.forEach(work);
            best = Math.max(best, texts.size() * 1e9 / (THREADS.getCurrentThreadCpuTime() - start));
        }
        return best;
    }
}
