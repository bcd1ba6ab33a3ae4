package io.tickvox.sources.live;

/** Whether a source sees what is said. */
public enum SourceState {
    STARTING,
    LIVE,
    /** Connected, and working through what came before. */
    CATCHING_UP,
    RATE_LIMITED,
    /** Somebody must do something first. */
    REFUSED,
    UNREACHABLE,
    /** Not run: no key, not wanted, or nothing to follow. */
    DISABLED
}
