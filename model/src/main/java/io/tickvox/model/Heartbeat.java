package io.tickvox.model;

import java.time.Instant;
import java.util.Objects;

/** A source's word that it has sent all it has up to {@code at}; moves event time on while nothing is said. */
public record Heartbeat(String source, Instant at) implements Normalised {
    public Heartbeat {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(at, "at");
    }
}
