package io.tickvox.app.runtime;

import io.tickvox.pipeline.Recompute;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.RecomputeQueue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off what the job asks to have computed anew. Before that it makes a checkpoint: what was asked for before one began
 * has its rows in the tables once it is done.
 */
final class Recomputing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recomputing.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final DatabaseAddress database;
    private final PipelineRun job;
    private final Recompute recompute;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-recompute");
        thread.setDaemon(true);
        return thread;
    });

    private Recomputing(DatabaseAddress database, PipelineRun job, Duration span, Clock clock) {
        this.database = database;
        this.job = job;
        this.recompute = new Recompute(span, clock);
    }

    /** @param span the job's horizon */
    static Recomputing start(DatabaseAddress database, PipelineRun job, Duration span, Clock clock) {
        Recomputing recomputing = new Recomputing(database, job, span, clock);
        recomputing.timer.scheduleWithFixedDelay(
                recomputing::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return recomputing;
    }

    private void look() {
        try {
            int computed = workOff();
            if (computed > 0) {
                log.info("Computed the bars of {} sessions anew", computed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            log.warn("Cannot compute bars anew; tried again soon: {}", e.toString());
        }
    }

    /** Works off what was asked for up to now, and returns how many sessions were computed. */
    synchronized int workOff() throws SQLException, InterruptedException {
        try (Connection connection = database.connect()) {
            Instant now = now(connection);
            if (RecomputeQueue.take(connection, 1).isEmpty() || !job.checkpoint()) {
                return 0;
            }
            return recompute.run(connection, now);
        }
    }

    /** Whether something waits to be computed. */
    boolean isPending() throws SQLException {
        try (Connection connection = database.connect()) {
            return !RecomputeQueue.take(connection, 1).isEmpty();
        }
    }

    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
