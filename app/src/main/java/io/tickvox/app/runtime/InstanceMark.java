package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database's own word on whether its data are simulated, which holds even where many data folders share it. */
final class InstanceMark {
    private static final String SIMULATED = "simulated";

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
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into instance (key, value) values (?, ?) on conflict do nothing")) {
                insert.setString(1, SIMULATED);
                insert.setString(2, wanted);
                insert.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement("select value from instance where key = ?")) {
                select.setString(1, SIMULATED);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next() && !row.getString(1).equals(wanted)) {
                        throw new TickvoxException(
                                ErrorCode.DATA_DIR_MISMATCH,
                                "Cannot use this database: its data are "
                                        + (kind == DataDir.Kind.SIMULATED ? "real" : "simulated") + ", and " + kind
                                        + " data must not be mixed with them. Choose another --data-dir or postgres.url");
                    }
                }
            }
        } catch (SQLException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE, "Cannot mark the database: " + e.getMessage(), e);
        }
    }
}
