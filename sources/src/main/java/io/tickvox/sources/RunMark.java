package io.tickvox.sources;

import java.util.Objects;

/**
 * Where a landed envelope stands in a replay, kept beside it so that a replay can resume from what landed.
 *
 * @param run identity of the replay: the same for each attempt at the same replay
 * @param sequence number of the envelope among those of its channel, from 0
 */
public record RunMark(String run, long sequence) {
    public RunMark {
        Objects.requireNonNull(run, "run");
        if (run.isEmpty() || sequence < 0) {
            throw new IllegalArgumentException("Invalid mark '" + run + "' " + sequence);
        }
    }
}
