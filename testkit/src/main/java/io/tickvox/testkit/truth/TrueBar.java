package io.tickvox.testkit.truth;

import java.time.Instant;

/**
 * Counts of one ticker over one bar, as they truly are. Posts that were deleted are in none.
 *
 * @param posts distinct posts
 * @param originals those that are neither reposts nor copies of an earlier post that still stands
 * @param noise those that are promotion or spam, copies included
 * @param positive originals that are not noise and are positive; likewise the next two
 */
public record TrueBar(
        String symbol, Instant start, int posts, int originals, int noise, int positive, int neutral, int negative) {
    /** Mean of the labels' directions, −1..1; not-a-number if there are none. */
    public double score() {
        int scored = positive + neutral + negative;
        return scored == 0 ? Double.NaN : (double) (positive - negative) / scored;
    }
}
