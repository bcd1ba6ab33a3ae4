package io.tickvox.store;

import io.tickvox.model.TickvoxException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Writes rows of one kind whatever befalls: it waits for a database that is away, and finds the rows in a batch that the
 * database refuses, so that the others are written. For one thread.
 *
 * @param <T> the row
 */
public final class Upserter<T> implements AutoCloseable {
    /** Rows in a statement: from here on larger ones are no faster. */
    public static final int BATCH = 2_000;

    private final TableWriter<T> writer;
    private final Refusals<T> refusals;
    private final RetryingConnection connection;

    /** Where rows go that the database refuses. */
    @FunctionalInterface
    public interface Refusals<T> {
        void refused(T row, SQLException why) throws SQLException, InterruptedException;
    }

    /**
     * @param limit how long to go on trying to reach the database
     * @param refusals told of each row that cannot be written; may throw to give up
     */
    public Upserter(DatabaseAddress address, TableWriter<T> writer, Duration limit, Refusals<T> refusals) {
        this.writer = writer;
        this.refusals = refusals;
        this.connection = new RetryingConnection(address, limit);
    }

    /**
     * Writes {@code rows}; when it returns they are durable, but for those refused.
     *
     * @throws SQLException if the statement itself is refused, for want of a table or of rights
     * @throws TickvoxException if the database cannot be reached within the limit
     */
    public void write(Collection<? extends T> rows) throws SQLException, InterruptedException {
        List<T> all = new ArrayList<>(rows);
        for (int from = 0; from < all.size(); from += BATCH) {
            writeBatch(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
    }

    /** Writes the batch or, where a row in it is refused, each half of it in its turn. */
    private void writeBatch(List<T> batch) throws SQLException, InterruptedException {
        try {
            connection.run(open -> writer.write(open, batch));
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.DATA) {
                throw e;
            }
            if (batch.size() == 1) {
                refusals.refused(batch.get(0), e);
                return;
            }
            int middle = batch.size() / 2;
            writeBatch(batch.subList(0, middle));
            writeBatch(batch.subList(middle, batch.size()));
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
