package io.tickvox.store;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is opened when first used and opened anew when lost. Work on it is a transaction, repeated after a
 * failure that may pass, at growing intervals and for a limited time. For one thread.
 */
public final class RetryingConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RetryingConnection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final DatabaseAddress address;
    private final Duration limit;
    private @Nullable Connection connection;

    /** @param limit how long to go on trying from the first failure */
    public RetryingConnection(DatabaseAddress address, Duration limit) {
        this.address = address;
        this.limit = limit;
    }

    /**
     * Runs {@code work} in a transaction of its own and commits. What it does must bear repeating: a connection may be
     * lost after the commit was done and before it was told.
     *
     * @throws SQLException if the failure is not {@link SqlFailure#RETRYABLE}
     * @throws TickvoxException {@link ErrorCode#POSTGRES_UNAVAILABLE} if it still fails when the time is over
     * @throws InterruptedException if interrupted while it waits
     */
    public void run(SqlRunnable work) throws SQLException, InterruptedException {
        long end = 0;
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                Connection open = open();
                work.run(open);
                open.commit();
                return;
            } catch (SQLException e) {
                rollback(e);
                if (SqlFailure.of(e) != SqlFailure.RETRYABLE) {
                    throw e;
                }
                long now = System.nanoTime();
                end = end == 0 ? now + limit.toNanos() : end;
                if (now >= end) {
                    throw new TickvoxException(
                            ErrorCode.POSTGRES_UNAVAILABLE,
                            "Cannot write to PostgreSQL at " + address.url() + " for " + limit.toSeconds() + " s: "
                                    + e.getMessage() + ". Look whether the server runs (tickvox doctor)",
                            e);
                }
                log.warn("PostgreSQL: {}; trying again in {} ms", e.getMessage(), pause.toMillis());
                close();
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            } catch (RuntimeException e) {
                rollback(e);
                throw e;
            }
        }
    }

    /** Closes the connection; never throws. The next work opens another. */
    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            log.debug("Cannot close the connection: {}", e.getMessage());
        }
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = address.connect();
            open.setAutoCommit(false);
            connection = open;
        }
        return open;
    }

    private void rollback(Exception cause) {
        Connection open = connection;
        try {
            if (open != null) {
                open.rollback();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
            close();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
