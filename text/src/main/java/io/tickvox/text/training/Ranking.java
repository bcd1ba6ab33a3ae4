package io.tickvox.text.training;

import java.util.Arrays;

/** Areas under receiver operating characteristics: how often a row of the class ranks above one that is not. */
final class Ranking {
    private double[] scores = new double[1024];
    private boolean[] hits = new boolean[1024];
    private int size;

    void add(double score, boolean hit) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, size * 2);
            hits = Arrays.copyOf(hits, size * 2);
        }
        scores[size] = score;
        hits[size++] = hit;
    }

    /** 0.5 for chance; equal scores count half; not a number if one of the two kinds is absent. */
    double area() {
        Integer[] order = new Integer[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        double ranks = 0;
        long positive = 0;
        for (int from = 0; from < size; ) {
            int to = from;
            int hitsHere = 0;
            while (to < size && scores[order[to]] == scores[order[from]]) {
                hitsHere += hits[order[to]] ? 1 : 0;
                to++;
            }
            ranks += hitsHere * ((from + 1 + to) / 2.0);
            positive += hitsHere;
            from = to;
        }
        long negative = size - positive;
        return positive == 0 || negative == 0
                ? Double.NaN
                : (ranks - positive * (positive + 1) / 2.0) / ((double) positive * negative);
    }
}
