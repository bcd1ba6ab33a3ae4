package io.tickvox.text.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where labelled texts come from. */
enum DataSet {
    STANCE(true, true, true),
    ZEROSHOT(true, true, true),
    SENTFIN(true, true, false),
    TABORDA(true, true, false),
    AMOOOMA(true, false, false),
    SURGE(true, false, false),
    /** Labels by the guide of {@link #STANCE}, of posts of the same sources. */
    MORE(false, true, true),
    WRITTEN(false, true, true);

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
    /** Whether it was labelled for noise. */
    final boolean noise;

    DataSet(boolean judged, boolean threeClasses, boolean noise) {
        this.judged = judged;
        this.threeClasses = threeClasses;
        this.noise = noise;
    }

    /** Whether its rows are labelled as those of {@code other} are, and of the same sources. */
    boolean isMoreOf(DataSet other) {
        return this == MORE && other == STANCE;
    }

    /** As the tables name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
