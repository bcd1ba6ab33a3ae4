package io.tickvox.pipeline.io;

import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.TableWriter;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes rows to PostgreSQL in batches, at least once; the statements bear repeating, so a row written twice is written
 * once. All rows are durable before a checkpoint completes.
 *
 * @param <T> a row, or a change to one
 */
public final class TableSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1;

    private final DatabaseAddress database;
    private final TableWriter<T> table;
    private final int maxRows;
    private final Duration maxDelay;

    /**
     * @param maxRows rows in a batch, at most
     * @param maxDelay how long a row waits for its batch to fill, at most
     */
    public TableSink(DatabaseAddress database, TableWriter<T> table, int maxRows, Duration maxDelay) {
        this.database = database;
        this.table = table;
        this.maxRows = maxRows;
        this.maxDelay = maxDelay;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new TableSinkWriter<>(database, table, maxRows, maxDelay, context);
    }
}
