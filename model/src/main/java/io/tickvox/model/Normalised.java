package io.tickvox.model;

/** What a mapper makes of an envelope's payload; a payload may hold many. */
public sealed interface Normalised permits Post, Quote, Deletion, AccountChange, Rejection, Heartbeat {
    /** The network or feed it came from, for example {@code x}. */
    String source();
}
