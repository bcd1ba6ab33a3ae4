package io.tickvox.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what a text says. Total, like {@link Linker}. Safe for use by several threads at once. */
public interface Scorer {
    /** Name and version, kept on each mention. */
    String model();

    /** Sentiment toward the link's ticker; of the whole text where {@code target} is null. */
    Sentiment score(Document document, @Nullable Link target);

    /**
     * Probability that the text is promotion or spam, 0..1.
     *
     * @param target the ticker that it is tagged with; null for the whole text. A text may speak of one company and be
     *     stuffed with the tags of others
     */
    double noise(Document document, @Nullable Link target);

    /**
     * The parts of the text that moved the score toward {@code target}, in order of position. Their weights add up to the
     * score, but for rounding: what belongs to no part stands last, with an empty span at the text's end.
     */
    List<Contribution> explain(Document document, @Nullable Link target);

    /**
     * What a part of the text adds to the score.
     *
     * @param start where it starts, in UTF-16 units of the document's text
     * @param end where it ends, exclusive; equal to {@code start} for what belongs to no part
     * @param weight positive toward bullish, negative toward bearish
     */
    record Contribution(int start, int end, double weight) {}
}
