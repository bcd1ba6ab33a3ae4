package io.tickvox.server;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How the scorer is.
 *
 * @param name as settings have it, for example {@code linear}
 * @param model name and version of its model
 * @param detail the state's reason, for people; empty if there is nothing to say
 * @param counts {@code scored}, {@code unscored}, {@code retries} and {@code abandoned} posts and {@code calls} and
 *     {@code failures} since the job's start, and how many posts are {@code awaited} and {@code retrying} now; empty for the
 *     scorer that ships
 */
public record ScorerStatus(String name, String model, State state, String detail, Map<String, Long> counts) {
    /** Whether it serves. */
    public enum State {
        UP,
        /** Its last call failed. */
        FAILING,
        /** It failed again and again and is left alone for a while. */
        RESTING
    }

    public ScorerStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
        counts = java.util.Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}
