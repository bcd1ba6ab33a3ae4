package io.tickvox.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps writers apart whose writes depend on rows that are not there yet. Writers share the lock, the one that changes what
 * they depend on has it alone. It ends with the transaction, in which it is to be taken before the rows are looked at.
 */
enum TableLock {
    /** A write of posts looks at the tombstones before it inserts; a deletion would not see the row not yet committed. */
    POSTS(0x7469636b766f78L),
    /** The job's writes of bars look whether the session is computed from the tables by now. */
    BARS(0x7469636b766f79L);

    private final long key;

    TableLock(long key) {
        this.key = key;
    }

    void share(Connection connection) throws SQLException {
        take("pg_advisory_xact_lock_shared", connection);
    }

    void takeAlone(Connection connection) throws SQLException {
        take("pg_advisory_xact_lock", connection);
    }

    private void take(String function, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select " + function + "(" + key + ")");
        }
    }
}
