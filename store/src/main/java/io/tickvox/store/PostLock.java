package io.tickvox.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps writes of posts and their deletion apart: a write looks at the tombstones before it inserts, and a deletion that
 * came in between would not see the row that is not yet committed. Writers share the lock, a deletion has it alone. It ends
 * with the transaction, in which it is to be the first statement.
 */
enum PostLock {
    SHARED("pg_advisory_xact_lock_shared"),
    EXCLUSIVE("pg_advisory_xact_lock");

    private static final long KEY = 0x7469636b766f78L;

    private final String sql;

    PostLock(String function) {
        this.sql = "select " + function + "(" + KEY + ")";
    }

    void take(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
