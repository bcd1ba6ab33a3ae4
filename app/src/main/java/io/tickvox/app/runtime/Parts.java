package io.tickvox.app.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a stack that are open, to be closed in a fixed order whatever the order in which they were opened. Closing
 * waits for what is being opened at that moment and closes it too; nothing is opened afterwards.
 */
final class Parts implements AutoCloseable {
    /** What is closed first stands last. */
    enum Kind {
        DATA_DIR,
        POSTGRES,
        POOL,
        KAFKA,
        SCORER,
        FLINK,
        ADMIN,
        JOB,
        RECOMPUTING,
        ACCOUNTS,
        RETENTION,
        FEED_OF_EVENTS,
        SERVER,
        LANDING,
        SOURCE,
        STATUS
    }

    private static final Logger log = LoggerFactory.getLogger(Parts.class);

    private final Map<Kind, Deque<AutoCloseable>> open = new EnumMap<>(Kind.class);
    private int opening;
    private boolean closed;

    /**
     * Opens a part.
     *
     * @throws CancellationException if the parts are closed or are being closed
     */
    <T extends AutoCloseable> T open(Kind kind, Callable<T> opener) throws Exception {
        synchronized (this) {
            if (closed) {
                throw new CancellationException("The stack is being stopped");
            }
            opening++;
        }
        try {
            T part = opener.call();
            synchronized (this) {
                open.computeIfAbsent(kind, ignored -> new ArrayDeque<>()).push(part);
            }
            return part;
        } finally {
            synchronized (this) {
                opening--;
                notifyAll();
            }
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Closes all; further calls wait until that is done. */
    @Override
    public void close() {
        List<AutoCloseable> parts;
        synchronized (this) {
            closed = true;
            boolean interrupted = false;
            while (opening > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            parts = new ArrayList<>();
            open.keySet().stream()
                    .sorted(Comparator.reverseOrder())
                    .forEach(kind -> parts.addAll(open.getOrDefault(kind, new ArrayDeque<>())));
            open.clear();
            parts.forEach(Parts::close);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.warn("Cannot close {} cleanly: {}", part.getClass().getSimpleName(), e.toString());
        }
    }
}
