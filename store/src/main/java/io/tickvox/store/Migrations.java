package io.tickvox.store;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema of this release. */
public final class Migrations {
    /** The oldest PostgreSQL whose SQL the schema uses. */
    static final int MINIMUM_VERSION = 15;

    private static final String LOCATION = "classpath:db/migration";

    private Migrations() {}

    /**
     * Applies what is missing; does nothing on a database that is up to date.
     *
     * @param dataSource gives at least two connections at once
     * @return how many migrations were applied
     * @throws TickvoxException {@link ErrorCode#POSTGRES_UNAVAILABLE} if the database cannot be reached, is too old or
     *     refuses; {@link ErrorCode#DATA_DIR_MISMATCH} if it was written by a later release
     */
    public static int migrate(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < MINIMUM_VERSION) {
                throw new TickvoxException(
                        ErrorCode.POSTGRES_UNAVAILABLE,
                        "Cannot use PostgreSQL " + version + ": Tickvox needs " + MINIMUM_VERSION
                                + " or later. Upgrade the server that postgres.url names");
            }
        } catch (SQLException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE, "Cannot connect to PostgreSQL: " + e.getMessage(), e);
        }
        try {
            Flyway flyway = flyway(dataSource);
            if (hasLaterMigration(flyway)) {
                throw new TickvoxException(
                        ErrorCode.DATA_DIR_MISMATCH,
                        "Cannot use this database: a later release of Tickvox has written it. Use that release, or"
                                + " another --data-dir");
            }
            return flyway.migrate().migrationsExecuted;
        } catch (FlywayException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE, "Cannot bring the tables up to date: " + e.getMessage(), e);
        }
    }

    /** How many migrations of this release {@code dataSource} lacks. */
    static int pending(DataSource dataSource) {
        return flyway(dataSource).info().pending().length;
    }

    private static boolean hasLaterMigration(Flyway flyway) {
        for (var migration : flyway.info().applied()) {
            if (migration.getState().isApplied() && !migration.getState().isResolved()) {
                return true;
            }
        }
        return false;
    }

    private static Flyway flyway(DataSource dataSource) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(LOCATION)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load();
    }
}
