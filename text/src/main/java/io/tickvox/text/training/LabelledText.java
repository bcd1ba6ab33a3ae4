package io.tickvox.text.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text, or one ticker in it, with its label.
 *
 * @param set where it comes from
 * @param id what the rows of one post share; all of a post's rows fall in one fold
 * @param symbol the ticker that the label is toward; null for the whole text
 * @param name the company's name as the text writes it, where the label is toward a name; null otherwise
 * @param others names of other companies in the text that have labels of their own
 * @param label what the text says
 */
record LabelledText(
        DataSet set,
        String id,
        String text,
        @Nullable String symbol,
        @Nullable String name,
        List<String> others,
        Stance label) {
    /** The classes of the labelled data. */
    enum Stance {
        POSITIVE,
        NEUTRAL,
        NEGATIVE,
        NOISE
    }

    /** Equal for texts that differ in nothing but addresses, mentions, punctuation and white space. */
    String key() {
        return text.replaceAll("https?://\\S+|@\\w+|\\W+", "");
    }

    /** The post's fold, 0 to {@code folds} − 1: the same in every run, and equal for texts with equal keys. */
    int fold(int folds) {
        return Math.floorMod(key().hashCode() * 0x9E3779B9 >>> 8, folds);
    }
}
