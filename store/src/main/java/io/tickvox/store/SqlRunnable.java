package io.tickvox.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on a connection. */
@FunctionalInterface
public interface SqlRunnable {
    void run(Connection connection) throws SQLException;

    /** Runs {@code work} in one transaction: the connection's own if it is not in auto-commit, else one made for it. */
    static void inTransaction(Connection connection, SqlRunnable work) throws SQLException {
        if (!connection.getAutoCommit()) {
            work.run(connection);
            return;
        }
        connection.setAutoCommit(false);
        try {
            work.run(connection);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
