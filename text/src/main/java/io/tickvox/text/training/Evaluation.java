package io.tickvox.text.training;

import java.util.List;
import java.util.Locale;

/**
 * How well a model does.
 *
 * @param model its name
 * @param rows how many labelled pairs there were in all
 * @param figures by data set
 */
public record Evaluation(String model, int rows, List<Figures> figures) {
    public Evaluation {
        figures = List.copyOf(figures);
    }

    /**
     * Of one data set. Noise is left out of all but {@code noiseF1}; in sets of two classes a text is positive from score 0.
     *
     * @param set {@code held-out} and the set, judged by models that saw the set's other folds, or {@code left-out}, by one that
     *     saw none of it
     * @param macroF1 the mean of the classes' F1, over the classes that occur
     * @param auc the mean over the classes of the area under the curve of each against the others
     * @param calibrationError the expected calibration error of the likeliest class, over ten bins; not a number for a
     *     scorer without probabilities
     * @param noiseF1 of the noise judgement; not a number where the set has no such labels
     * @param confusion for each true class (positive, neutral, negative) how often each was said
     */
    public record Figures(
            String set,
            int rows,
            double accuracy,
            double macroF1,
            double auc,
            double positiveF1,
            double neutralF1,
            double negativeF1,
            double calibrationError,
            double noiseF1,
            String confusion) {}

    /** The figures as a Markdown table. */
    public String toMarkdown() {
        StringBuilder out = new StringBuilder("""
                | set | rows | accuracy | macro-F1 | AUC | F1 positive | F1 neutral | F1 negative | calibration error | noise F1 |
                |---|---|---|---|---|---|---|---|---|---|
                """);
        for (Figures f : figures) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.3f | %.3f | %.3f | %.3f | %s | %.3f | %s | %s |%n",
                    f.set(),
                    f.rows(),
                    f.accuracy(),
                    f.macroF1(),
                    f.auc(),
                    f.positiveF1(),
                    f.neutralF1() == 0 ? "–" : String.format(Locale.ROOT, "%.3f", f.neutralF1()),
                    f.negativeF1(),
                    orDash(f.calibrationError()),
                    orDash(f.noiseF1())));
        }
        return out.toString();
    }

    private static String orDash(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
