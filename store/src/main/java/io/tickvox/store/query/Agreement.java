package io.tickvox.store.query;

import org.jspecify.annotations.Nullable;

/**
 * How often a model agrees with what authors tagged their posts with: bullish with a score from 0 on, bearish below.
 *
 * @param bullish posts tagged bullish
 * @param bullishAgreed of these, those that the model agrees with
 * @param bearish posts tagged bearish
 * @param bearishAgreed likewise
 */
public record Agreement(long bullish, long bullishAgreed, long bearish, long bearishAgreed) {
    /** Of no post. */
    public static final Agreement NONE = new Agreement(0, 0, 0, 0);

    public Agreement {
        if (bullishAgreed < 0 || bullishAgreed > bullish || bearishAgreed < 0 || bearishAgreed > bearish) {
            throw new IllegalArgumentException("Invalid agreement: expected parts of " + bullish + " and " + bearish);
        }
    }

    public Agreement plus(Agreement other) {
        return new Agreement(
                bullish + other.bullish,
                bullishAgreed + other.bullishAgreed,
                bearish + other.bearish,
                bearishAgreed + other.bearishAgreed);
    }

    public long posts() {
        return bullish + bearish;
    }

    /** Share of posts with agreement, 0..1; null without posts. It rises with the share of the commoner tag. */
    public @Nullable Double accuracy() {
        return share(bullishAgreed + bearishAgreed, posts());
    }

    /** Share of bullish posts with agreement, 0..1; null without any. */
    public @Nullable Double bullishRecall() {
        return share(bullishAgreed, bullish);
    }

    /** Share of bearish posts with agreement, 0..1; null without any. */
    public @Nullable Double bearishRecall() {
        return share(bearishAgreed, bearish);
    }

    /** Mean of the two shares, 0..1, which does not depend on how common each tag is; null unless there are both. */
    public @Nullable Double balancedAccuracy() {
        return bullish == 0 || bearish == 0
                ? null
                : Double.valueOf(((double) bullishAgreed / bullish + (double) bearishAgreed / bearish) / 2);
    }

    /** Cohen's kappa: agreement beyond what chance gives, at most 1; null where chance alone would agree always. */
    public @Nullable Double kappa() {
        double n = posts();
        double saysBullish = bullishAgreed + (bearish - bearishAgreed);
        double chance = n == 0 ? 1 : (saysBullish * bullish + (n - saysBullish) * bearish) / (n * n);
        return chance >= 1 ? null : Double.valueOf(((bullishAgreed + bearishAgreed) / n - chance) / (1 - chance));
    }

    /** Variance of the balanced accuracy, with two posts of each kind added as Agresti and Coull do. */
    double variance() {
        return (variance(bullishAgreed, bullish) + variance(bearishAgreed, bearish)) / 4;
    }

    private static double variance(long agreed, long all) {
        double share = (agreed + 2.0) / (all + 4.0);
        return share * (1 - share) / (all + 4.0);
    }

    private static @Nullable Double share(long part, long all) {
        return all == 0 ? null : Double.valueOf((double) part / all);
    }
}
