package io.tickvox.app.runtime;

import io.tickvox.store.OldDeletions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets deletions of posts that never were in the tables once they are old. */
final class DeletionRetention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionRetention.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final int AT_ONCE = 10_000;

    private final DataSource database;
    private final Duration keep;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-old-deletions");
        thread.setDaemon(true);
        return thread;
    });

    /** @param keep how long they are remembered, from when they were heard of */
    DeletionRetention(DataSource database, Duration keep, Clock clock) {
        this.database = database;
        this.keep = keep;
        this.clock = clock;
    }

    /** Forgets what is old every ten minutes from now on. */
    DeletionRetention started() {
        timer.scheduleWithFixedDelay(this::forgetQuietly, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void forgetQuietly() {
        try {
            long forgotten = forget();
            if (forgotten > 0) {
                LOG.debug("Forgot {} old deletions of posts that were never here", forgotten);
            }
        } catch (SQLException e) {
            LOG.warn("Cannot forget old deletions; tried again in ten minutes: {}", e.toString());
        } catch (RuntimeException | Error e) {
            // Whatever leaves this would end the timer.
            LOG.error("Cannot forget old deletions; tried again in ten minutes", e);
        }
    }

    /** Forgets all that is old by now, each batch in a transaction of its own; returns how many. */
    long forget() throws SQLException {
        Instant before = clock.instant().minus(keep);
        long sum = 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            int last;
            do {
                last = OldDeletions.forget(connection, before, AT_ONCE);
                sum += last;
            } while (last == AT_ONCE && !Thread.currentThread().isInterrupted());
        }
        return sum;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
