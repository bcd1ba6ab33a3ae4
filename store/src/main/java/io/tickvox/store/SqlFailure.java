package io.tickvox.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed statement calls for, by its SQL state (PostgreSQL documentation, appendix A, "PostgreSQL Error Codes").
 */
public enum SqlFailure {
    /** The server or the way to it: connection lost, shutting down, too busy, deadlock. Trying again may do. */
    RETRYABLE,
    /** A row: a value out of range, a broken constraint. The other rows may be written. */
    DATA,
    /** The statement or the rights: no use in trying again. */
    FATAL;

    /** The class of {@code e}. */
    public static SqlFailure of(SQLException e) {
        String state = state(e);
        if (state == null) {
            return RETRYABLE;
        }
        return switch (state.substring(0, Math.min(2, state.length()))) {
            // Connection; resources; transaction rollback; operator intervention; system error.
            case "08", "53", "40", "57", "58" -> RETRYABLE;
            // Object not in prerequisite state: only a lock that is held.
            case "55" -> state.equals("55P03") ? RETRYABLE : FATAL;
            // Read-only transaction: a server that was just demoted.
            case "25" -> state.equals("25006") ? RETRYABLE : FATAL;
            // Data; integrity; program limit.
            case "22", "23", "54" -> DATA;
            default -> FATAL;
        };
    }

    private static @Nullable String state(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
