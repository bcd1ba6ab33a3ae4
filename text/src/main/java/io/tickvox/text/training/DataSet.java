package io.tickvox.text.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where labelled texts come from. */
enum DataSet {
    /** Pairs of post and ticker from X and StockTwits, labelled by a guide. */
    STANCE(true, true, 1),
    /** A news feed; none of its texts is noise. */
    ZEROSHOT(true, true, 1),
    /** Headlines, by entity. */
    SENTFIN(true, true, 0),
    /** Posts about the S&amp;P 500 and its companies. */
    TABORDA(true, true, 0),
    /** StockTwits posts with their authors' own tags. */
    AMOOOMA(true, false, 0),
    /** Reddit comments on crypto. */
    SURGE(true, false, 0),
    /** Labels by the guide of {@link #STANCE}, of posts of the same sources, most of them hard to tell from noise. */
    MORE(false, true, 0.4),
    /** The same of posts from X whose direction is hard to tell. */
    DIRECTIONS(false, true, 0),
    /** Texts that were written for training. */
    WRITTEN(false, true, 0.1);

    /** The sets that figures are made of. */
    static final List<DataSet> JUDGED =
            Arrays.stream(values()).filter(set -> set.judged).toList();
    /** Those of them that know neutral. */
    static final List<DataSet> JUDGED_OF_THREE =
            JUDGED.stream().filter(set -> set.threeClasses).toList();

    /** Whether figures are made of its rows; if not, they are for training alone. */
    final boolean judged;
    /** Whether it knows neutral; if not, it tells only which direction a text has. */
    final boolean threeClasses;
    /** What a row counts in training for noise; 0 where the set was not labelled for it. */
    final double noiseCost;

    DataSet(boolean judged, boolean threeClasses, double noiseCost) {
        this.judged = judged;
        this.threeClasses = threeClasses;
        this.noiseCost = noiseCost;
    }

    /** Whether its rows are labelled by the guide of {@code other}, and of the same sources. */
    boolean isMoreOf(DataSet other) {
        return other == STANCE && (this == MORE || this == DIRECTIONS);
    }

    /** As the tables name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
