package io.tickvox.app.runtime;

import io.tickvox.store.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that runs as our child, started anew on the same port if it ends while it is needed: writers wait for it
 * and go on. After some failed attempts in a row it is given up.
 */
final class SupervisedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SupervisedPostgres.class);
    private static final Duration WATCH = Duration.ofMillis(500);
    private static final int ATTEMPTS = 5;

    private final Path dataDir;
    private final int port;
    private final Consumer<String> onFatal;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-postgres-watch");
        thread.setDaemon(true);
        return thread;
    });
    private EmbeddedPostgres server;
    private int failures;
    private boolean closed;

    private SupervisedPostgres(Path dataDir, EmbeddedPostgres server, Consumer<String> onFatal) {
        this.dataDir = dataDir;
        this.server = server;
        this.port = server.port();
        this.onFatal = onFatal;
    }

    /** @param onFatal told what went wrong if the server cannot be started again */
    static SupervisedPostgres start(Path dataDir, int port, Consumer<String> onFatal) {
        SupervisedPostgres supervised = new SupervisedPostgres(dataDir, EmbeddedPostgres.start(dataDir, port), onFatal);
        supervised.watch.scheduleWithFixedDelay(
                supervised::look, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
        return supervised;
    }

    synchronized EmbeddedPostgres server() {
        return server;
    }

    private synchronized void look() {
        if (closed || server.isRunning()) {
            failures = 0;
            return;
        }
        try {
            log.warn("PostgreSQL has ended; starting it again");
            server.close();
            server = EmbeddedPostgres.start(dataDir, port);
        } catch (RuntimeException e) {
            failures++;
            log.warn("Cannot start PostgreSQL again: {}", e.getMessage());
            if (failures == ATTEMPTS) {
                onFatal.accept("PostgreSQL has ended and cannot be started again: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        synchronized (this) {
            closed = true;
            server.close();
        }
    }
}
