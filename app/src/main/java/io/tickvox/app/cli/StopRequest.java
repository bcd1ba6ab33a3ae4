package io.tickvox.app.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** That somebody wants the command to end: a signal, or a part that has given up. */
final class StopRequest {
    private int exitCode = -1;
    private @Nullable Thread starting;

    /** Asks for the end; only the first call counts. */
    synchronized boolean request(int code) {
        if (exitCode >= 0) {
            return false;
        }
        exitCode = code;
        if (starting != null) {
            starting.interrupt();
        }
        notifyAll();
        return true;
    }

    synchronized boolean isRequested() {
        return exitCode >= 0;
    }

    /** The exit code that the request asks for. */
    synchronized int exitCode() {
        return Math.max(0, exitCode);
    }

    /** Runs {@code action}, which is interrupted by a request. */
    <T> T interrupting(Callable<T> action) throws Exception {
        synchronized (this) {
            if (exitCode >= 0) {
                throw new InterruptedException();
            }
            starting = Thread.currentThread();
        }
        try {
            return action.call();
        } catch (CancellationException e) {
            throw new InterruptedException();
        } finally {
            synchronized (this) {
                starting = null;
                Thread.interrupted();
            }
        }
    }

    /** Waits for a request, at most so long; whether there is one. */
    synchronized boolean await(long millis) throws InterruptedException {
        if (exitCode < 0) {
            wait(millis);
        }
        return exitCode >= 0;
    }
}
