package io.tickvox.pipeline.io;

import io.tickvox.model.Rejection;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.RejectionWriter;
import io.tickvox.store.TableWriter;
import io.tickvox.store.Upserter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
 * backpressure. A database that is away is waited for; a row that it refuses is kept as a rejection, and the others
 * are written. Any other failure fails the job, which then restarts from its last checkpoint.
 */
final class TableSinkWriter<T> implements SinkWriter<T> {
    private static final Logger LOG = LoggerFactory.getLogger(TableSinkWriter.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TableWriter<T> table;
    private final Upserter<T> upserter;
    private final Upserter<Rejection> rejections;
    private final int maxRows;
    private final Duration maxDelay;
    private final ProcessingTimeService timers;
    private final ExecutorService executor;
    private final Counter rows;

    /** From landing to table, of the newest row written last, in milliseconds; negative if not known. */
    private volatile long lag = -1;

    private List<T> filling = new ArrayList<>();
    private @Nullable Future<?> writing;

    TableSinkWriter(
            DatabaseAddress database, TableWriter<T> table, int maxRows, Duration maxDelay, WriterInitContext context) {
        this.table = table;
        this.maxRows = maxRows;
        this.maxDelay = maxDelay;
        this.timers = context.getProcessingTimeService();
        this.rows = context.metricGroup().counter("rows");
        context.metricGroup().gauge("lag_ms", () -> lag);
        Counter refused = context.metricGroup().counter("refused");
        this.rejections = new Upserter<>(
                database,
                new RejectionWriter(),
                PATIENCE,
                (row, why) -> LOG.error("PostgreSQL refused rejection {}: {}", row.position(), why.getMessage()));
        this.upserter = new Upserter<>(database, table, PATIENCE, (row, why) -> {
            refused.inc();
            reject(table, row, why);
        });
        this.executor = Executors.newSingleThreadExecutor(runnable -> {
            Thread thread = new Thread(runnable, "table-sink-" + table.table());
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

    private void reject(TableWriter<T> table, T row, SQLException why) throws SQLException, InterruptedException {
        LOG.error("PostgreSQL refused a row of '{}': {}", table.table(), why.getMessage());
        rejections.write(List.of(new Rejection(
                "postgres",
                table.table() + " " + table.key(row),
                Instant.ofEpochMilli(timers.getCurrentProcessingTime()),
                Rejection.Reason.REFUSED,
                String.valueOf(why.getMessage()),
                row.toString().getBytes(StandardCharsets.UTF_8))));
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
            upserter.write(full);
            rows.inc(full.size());
            measureLag(full);
            return null;
        });
    }

    private void measureLag(List<T> written) {
        Instant newest = Instant.MIN;
        for (T row : written) {
            Instant at = table.landedAt(row);
            if (at != null && at.isAfter(newest)) {
                newest = at;
            }
        }
        if (newest != Instant.MIN) {
            lag = Math.max(0, timers.getCurrentProcessingTime() - newest.toEpochMilli());
        }
    }

    private void await() throws IOException, InterruptedException {
        Future<?> before = writing;
        if (before == null) {
            return;
        }
        try {
            before.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(
                    cause instanceof SQLException
                            ? "Cannot write to PostgreSQL: " + cause.getMessage()
                            : cause.getMessage(),
                    cause);
        }
        writing = null;
    }

    /** Does not throw: a sink that fails to close takes its TaskManager with it. */
    @Override
    public void close() {
        executor.shutdownNow();
        upserter.close();
        rejections.close();
    }
}
