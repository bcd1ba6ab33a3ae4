package io.tickvox.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges what a text says. Total, like {@link Linker}. Safe for use by several threads at once. */
public interface Scorer {
    /** Name and version, kept on each mention. */
    String model();

    /** Sentiment toward the link's ticker; of the whole text where {@code target} is null. */
    Sentiment score(Document document, @Nullable Link target);

    /** Probability that the text is promotion or spam, 0..1. */
    double noise(Document document);

    /**
     * The parts of the text that moved the score toward {@code target}, in order of position.
     */
    List<Contribution> explain(Document document, @Nullable Link target);

    /**
     * What a part of the text adds to the score.
     *
     * @param start where it starts, in UTF-16 units of the document's text
     * @param end where it ends, exclusive
     * @param weight positive toward bullish, negative toward bearish
     */
    record Contribution(int start, int end, double weight) {}
}
