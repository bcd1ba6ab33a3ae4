package io.tickvox.app.cli;

import java.io.IOException;

/** Whoever read our output has gone, as {@code head} does; no failure, just the end. */
final class BrokenPipeException extends RuntimeException {
    BrokenPipeException(IOException cause) {
        super(cause);
    }
}
