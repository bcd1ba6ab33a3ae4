package io.tickvox.pipeline.io;

import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes rows to PostgreSQL in batches, at least once; the statements are upserts on natural keys, so a row written twice
 * is written once. All rows are durable before a checkpoint completes.
 *
 * @param <T> a row, or a change to one
 */
public final class TableSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1;

    private final Database database;
    private final Batch<T> batch;
    private final int maxRows;
    private final Duration maxDelay;

    /**
     * @param maxRows rows in a batch, at most
     * @param maxDelay how long a row waits for its batch to fill, at most
     */
    public TableSink(Database database, Batch<T> batch, int maxRows, Duration maxDelay) {
        this.database = database;
        this.batch = batch;
        this.maxRows = maxRows;
        this.maxDelay = maxDelay;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new TableSinkWriter<>(database, batch, maxRows, maxDelay, context);
    }

    /** Writes one batch in the transaction that {@code connection} is in. Later rows of one key count. */
    @FunctionalInterface
    public interface Batch<T> extends Serializable {
        void write(Connection connection, List<T> rows) throws SQLException;
    }
}
