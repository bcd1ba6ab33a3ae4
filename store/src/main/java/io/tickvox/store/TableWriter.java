package io.tickvox.store;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one kind. Holds no state: one may serve many threads and travel to other machines. Repeating a write
 * changes nothing.
 *
 * @param <T> the row
 */
public interface TableWriter<T> extends Serializable {
    /** The table that the rows go to. */
    String table();

    /** What {@code row} goes by in the table: its key, a space between the parts. */
    String key(T row);

    /** When what {@code row} tells of was landed; null if that is not known or is of no matter. */
    default @Nullable Instant landedAt(T row) {
        return null;
    }

    /**
     * Writes {@code rows}, in their order where several have one key, in one transaction: the connection's own if it is
     * not in auto-commit, which is then for the caller to commit.
     */
    void write(Connection connection, Collection<? extends T> rows) throws SQLException;
}
