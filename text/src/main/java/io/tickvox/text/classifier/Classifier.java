package io.tickvox.text.classifier;

import java.util.List;

/** Judges texts, several in one call. Safe for use by several threads at once; interrupting a caller ends its call. */
public interface Classifier extends AutoCloseable {
    /** Name and version, kept on each mention; a verdict may name a more precise one. */
    String model();

    /** How many texts one call may hold, at least 1. */
    int batch();

    /**
     * A verdict for each text, in order.
     *
     * @param texts 1..{@link #batch()}, none of them blank
     * @throws CallFailure if the call failed as a whole
     */
    List<Verdict> classify(List<String> texts) throws CallFailure, InterruptedException;

    @Override
    void close();
}
