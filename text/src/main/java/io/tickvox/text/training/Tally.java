package io.tickvox.text.training;

import io.tickvox.text.Sentiment;
import io.tickvox.text.training.LabelledText.Stance;

/** Counts over the rows of a set. */
final class Tally {
    private static final int BINS = 10;

    private final Confusion confusion = new Confusion();
    private final int[][] noise = new int[2][2];
    private final double[] binProbability = new double[BINS];
    private final int[] binHits = new int[BINS];
    private final Ranking[] rankings = {new Ranking(), new Ranking(), new Ranking()};
    private boolean judgesNoise;
    private boolean judgesProbabilities;

    /** @param noiseProbability not a number where noise is not judged */
    void add(TrainingRow row, Sentiment sentiment, double noiseProbability) {
        judgesNoise |= row.labelled.set() == DataSet.STANCE && !Double.isNaN(noiseProbability);
        noise[row.isNoise() ? 1 : 0][noiseProbability >= 0.5 ? 1 : 0]++;
        if (row.isNoise()) {
            return;
        }
        judgesProbabilities = true;
        Stance truth = row.labelled.label();
        Stance guess = row.isTwoClass() ? bySign(sentiment.score()) : stance(sentiment);
        confusion.add(truth, guess);
        rank(truth, sentiment.pPositive(), sentiment.pNeutral(), sentiment.pNegative());
        double top = Math.max(sentiment.pNeutral(), Math.max(sentiment.pPositive(), sentiment.pNegative()));
        Stance likeliest = top == sentiment.pNeutral()
                ? Stance.NEUTRAL
                : top == sentiment.pPositive() ? Stance.POSITIVE : Stance.NEGATIVE;
        int bin = Math.min(BINS - 1, (int) (top * BINS));
        binProbability[bin] += top;
        binHits[bin] += truth == likeliest ? 1 : 0;
    }

    /** Counts what a scorer without probabilities says. */
    void add(TrainingRow row, Stance label, double score) {
        if (!row.isNoise()) {
            confusion.add(row.labelled.label(), row.isTwoClass() ? bySign(score) : label);
            rank(row.labelled.label(), score, -Math.abs(score), -score);
        }
    }

    private static Stance bySign(double score) {
        return score >= 0 ? Stance.POSITIVE : Stance.NEGATIVE;
    }

    private void rank(Stance truth, double positive, double neutral, double negative) {
        rankings[0].add(positive, truth == Stance.POSITIVE);
        rankings[1].add(neutral, truth == Stance.NEUTRAL);
        rankings[2].add(negative, truth == Stance.NEGATIVE);
    }

    private static Stance stance(Sentiment sentiment) {
        return switch (sentiment.label()) {
            case POSITIVE -> Stance.POSITIVE;
            case NEGATIVE -> Stance.NEGATIVE;
            case NEUTRAL, UNSCORED -> Stance.NEUTRAL;
            case MIXED -> bySign(sentiment.score());
        };
    }

    Evaluation.Figures figures(String name) {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(binProbability[bin] - binHits[bin]);
        }
        double noiseF1 = judgesNoise ? 2.0 * noise[1][1] / (2 * noise[1][1] + noise[0][1] + noise[1][0]) : Double.NaN;
        double area = 0;
        int classes = 0;
        for (Ranking ranking : rankings) {
            double own = ranking.area();
            area += Double.isNaN(own) ? 0 : own;
            classes += Double.isNaN(own) ? 0 : 1;
        }
        return new Evaluation.Figures(
                name,
                confusion.rows(),
                confusion.accuracy(),
                confusion.macroF1(),
                area / classes,
                confusion.f1(Stance.POSITIVE),
                confusion.f1(Stance.NEUTRAL),
                confusion.f1(Stance.NEGATIVE),
                judgesProbabilities ? error / confusion.rows() : Double.NaN,
                noiseF1,
                confusion.toString());
    }
}
