package io.tickvox.text.training;

import io.tickvox.text.training.LabelledText.Stance;

/** Counts of what was guessed for what was true, over positive, neutral and negative. */
final class Confusion {
    private static final int CLASSES = 3;

    private final int[][] counts = new int[CLASSES][CLASSES];

    void add(Stance truth, Stance guess) {
        counts[truth.ordinal()][guess.ordinal()]++;
    }

    int rows() {
        int rows = 0;
        for (int[] row : counts) {
            for (int count : row) {
                rows += count;
            }
        }
        return rows;
    }

    double accuracy() {
        int hits = 0;
        for (int c = 0; c < CLASSES; c++) {
            hits += counts[c][c];
        }
        return (double) hits / rows();
    }

    /** 0 if the class neither occurs nor is guessed. */
    double f1(Stance stance) {
        int c = stance.ordinal();
        int sum = 0;
        for (int other = 0; other < CLASSES; other++) {
            sum += counts[c][other] + counts[other][c];
        }
        return sum == 0 ? 0 : 2.0 * counts[c][c] / sum;
    }

    /** The mean of the F1 of the classes that occur. */
    double macroF1() {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < CLASSES; c++) {
            int truth = 0;
            for (int guess = 0; guess < CLASSES; guess++) {
                truth += counts[c][guess];
            }
            if (truth > 0) {
                sum += f1(Stance.values()[c]);
                classes++;
            }
        }
        return classes == 0 ? 0 : sum / classes;
    }

    /** A row for each true class, what was guessed in the order positive, neutral, negative: {@code 5 1 0 / 2 7 1 / 0 1 4}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int[] row : counts) {
            out.append(out.length() == 0 ? "" : " / ")
                    .append(row[0])
                    .append(' ')
                    .append(row[1])
                    .append(' ')
                    .append(row[2]);
        }
        return out.toString();
    }
}
