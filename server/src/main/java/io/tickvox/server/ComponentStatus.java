package io.tickvox.server;

import java.util.Objects;

/**
 * How a part of the stack is.
 *
 * @param name {@code kafka}, {@code flink}, {@code postgres}, {@code server} or {@code landing}
 * @param detail for people: an address, a version, or what is wrong and what to do
 */
public record ComponentStatus(String name, State state, String detail) {
    /** Whether it serves. */
    public enum State {
        UP,
        STARTING,
        DOWN
    }

    public ComponentStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }
}
