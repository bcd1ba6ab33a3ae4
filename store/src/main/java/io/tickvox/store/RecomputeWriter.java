package io.tickvox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashSet;

/** Asks for bars to be computed anew. Asking again while it is being done makes it be done once more. */
public final class RecomputeWriter implements TableWriter<RecomputeRequest> {
    private static final long serialVersionUID = 1;

    @Override
    public String table() {
        return "recompute_queue";
    }

    @Override
    public String key(RecomputeRequest request) {
        return request.symbol() + " " + request.session();
    }

    @Override
    public void write(Connection connection, Collection<? extends RecomputeRequest> rows) throws SQLException {
        request(connection, rows);
    }

    static void request(Connection connection, Collection<? extends RecomputeRequest> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into recompute_queue as t (symbol, start, requested_at) values (?, ?, now())"
                        + " on conflict (symbol, start) do update set requests = t.requests + 1")) {
            for (RecomputeRequest request : new HashSet<RecomputeRequest>(rows)) {
                statement.setString(1, request.symbol());
                statement.setTimestamp(2, Timestamp.from(request.session()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
