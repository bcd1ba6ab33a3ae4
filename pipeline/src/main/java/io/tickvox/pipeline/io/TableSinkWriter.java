package io.tickvox.pipeline.io;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one batch while a thread of its own writes the one before; when that is not done, the task waits, which is the
 * backpressure. A lost connection is opened anew and the batch written again, until {@link #PATIENCE} has passed; any
 * other error fails the job, which then restarts from its last checkpoint.
 */
final class TableSinkWriter<T> implements SinkWriter<T> {
    private static final Logger LOG = LoggerFactory.getLogger(TableSinkWriter.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Database database;
    private final TableSink.Batch<T> batch;
    private final int maxRows;
    private final Duration maxDelay;
    private final ProcessingTimeService timers;
    private final ExecutorService executor;
    private final Counter retries;
    private final Counter rows;

    private List<T> filling = new ArrayList<>();
    private @Nullable Future<?> writing;
    private @Nullable Connection connection;

    TableSinkWriter(
            Database database, TableSink.Batch<T> batch, int maxRows, Duration maxDelay, WriterInitContext context) {
        this.database = database;
        this.batch = batch;
        this.maxRows = maxRows;
        this.maxDelay = maxDelay;
        this.timers = context.getProcessingTimeService();
        this.retries = context.metricGroup().counter("retries");
        this.rows = context.metricGroup().counter("rows");
        this.executor = Executors.newSingleThreadExecutor(runnable -> {
            Thread thread = new Thread(runnable, "table-sink");
            thread.setDaemon(true);
            return thread;
        });
        schedule();
    }

    @Override
    public void write(T row, Context context) throws IOException, InterruptedException {
        filling.add(row);
        if (filling.size() >= maxRows) {
            send();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        send();
        await();
    }

    private void schedule() {
        timers.registerTimer(timers.getCurrentProcessingTime() + maxDelay.toMillis(), at -> {
            Future<?> before = writing;
            if (before == null || before.isDone()) {
                send();
            }
            schedule();
        });
    }

    private void send() throws IOException, InterruptedException {
        await();
        if (filling.isEmpty()) {
            return;
        }
        List<T> full = filling;
        filling = new ArrayList<>();
        writing = executor.submit(() -> {
            writeWithRetries(full);
            return null;
        });
    }

    private void await() throws IOException, InterruptedException {
        Future<?> before = writing;
        if (before == null) {
            return;
        }
        try {
            before.get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot write to PostgreSQL: " + e.getCause().getMessage(), e.getCause());
        }
        writing = null;
    }

    private void writeWithRetries(List<T> full) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                Connection open = connection == null ? database.connect() : connection;
                connection = open;
                batch.write(open, full);
                open.commit();
                rows.inc(full.size());
                return;
            } catch (SQLException e) {
                drop();
                if (!isTransient(e) || System.nanoTime() > deadline) {
                    throw e;
                }
                retries.inc();
                LOG.warn("Writing to PostgreSQL failed ({}); trying again in {} ms", e.getMessage(), pause);
            }
            Thread.sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** Connection loss (class 08), operator intervention (57), conflict (40), too few resources (53). */
    private static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("40")
                || state.startsWith("53");
    }

    private void drop() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("Closing a broken connection failed", e);
            }
        }
    }

    /** Does not throw: a sink that fails to close takes its TaskManager with it. */
    @Override
    public void close() {
        executor.shutdownNow();
        drop();
    }
}
