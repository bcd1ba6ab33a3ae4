package io.tickvox.server;

/** Knows how the stack is. Called each second or so from several threads: answers from what it has, without waiting. */
@FunctionalInterface
public interface StatusSource {
    Status status();
}
