package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.InstanceFacts;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database's own word on whether its data are simulated, which holds even where many data folders share it. */
final class InstanceMark {
    private InstanceMark() {}

    /**
     * Marks a new database; checks one that is marked.
     *
     * @throws TickvoxException {@link ErrorCode#DATA_DIR_MISMATCH} if its data are of the other kind
     */
    static void settle(DataSource database, DataDir.Kind kind) {
        String wanted = Boolean.toString(kind == DataDir.Kind.SIMULATED);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            String found = InstanceFacts.read(connection).get(InstanceFacts.SIMULATED);
            if (found == null) {
                InstanceFacts.write(connection, InstanceFacts.SIMULATED, wanted);
            } else if (!found.equals(wanted)) {
                throw new TickvoxException(
                        ErrorCode.DATA_DIR_MISMATCH,
                        "Cannot use this database: its data are "
                                + (kind == DataDir.Kind.SIMULATED ? "real" : "simulated") + ", and " + kind
                                + " data must not be mixed with them. Choose another --data-dir or postgres.url");
            }
        } catch (SQLException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE, "Cannot mark the database: " + e.getMessage(), e);
        }
    }
}
