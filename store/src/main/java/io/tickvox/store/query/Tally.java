package io.tickvox.store.query;

import org.jspecify.annotations.Nullable;

/** Sums over some bars of one ticker. */
final class Tally {
    int posts;
    int originals;
    int noise;
    int positive;
    int neutral;
    int negative;
    int mixed;
    private double scoreSum;

    /** @param scoreSum sum of the scores of the {@code positive + neutral + negative + mixed} scored originals */
    void add(int posts, int originals, int noise, int positive, int neutral, int negative, int mixed, double scoreSum) {
        this.posts += posts;
        this.originals += originals;
        this.noise += noise;
        this.positive += positive;
        this.neutral += neutral;
        this.negative += negative;
        this.mixed += mixed;
        this.scoreSum += scoreSum;
    }

    void add(Tally other) {
        add(
                other.posts,
                other.originals,
                other.noise,
                other.positive,
                other.neutral,
                other.negative,
                other.mixed,
                other.scoreSum);
    }

    int scored() {
        return positive + neutral + negative + mixed;
    }

    /** Mean score to four places; null where too few were scored to say. */
    @Nullable
    Double score() {
        int scored = scored();
        return scored < MarketRow.MIN_SCORED ? null : io.tickvox.model.Fixed.round(scoreSum / scored);
    }
}
