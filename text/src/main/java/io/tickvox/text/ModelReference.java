package io.tickvox.text;

import java.util.Optional;

/**
 * How a model did on posts that their authors had tagged bullish or bearish and that it was not trained on, counted as a
 * score from 0 on for bullish, below for bearish. What it does on live posts is held against it.
 *
 * @param bullish posts tagged bullish
 * @param bullishAgreed of these, those that the model agrees with
 * @param bearish posts tagged bearish
 * @param bearishAgreed likewise
 */
public record ModelReference(long bullish, long bullishAgreed, long bearish, long bearishAgreed) {
    private static final String FILE = "tagged-reference.tsv";

    /** That of the model with this name and version; empty if it is not known. */
    public static Optional<ModelReference> of(String model) {
        return DirectoryFile.lines(FILE).stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields[0].equals(model))
                .map(fields -> new ModelReference(
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        Long.parseLong(fields[4])))
                .findFirst();
    }
}
