package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database of a data folder for somebody who only looks: the external one, the one that a running stack has, or, if
 * none runs, one that is started for as long as this is open.
 */
public final class DatabaseAccess implements AutoCloseable {
    private final DatabaseAddress address;
    private final @Nullable EmbeddedPostgres postgres;

    private DatabaseAccess(DatabaseAddress address, @Nullable EmbeddedPostgres postgres) {
        this.address = address;
        this.postgres = postgres;
    }

    /**
     * @throws TickvoxException {@link ErrorCode#FILE_NOT_FOUND} if the folder holds no data; {@link
     *     ErrorCode#POSTGRES_UNAVAILABLE} if a database elsewhere does not answer
     */
    public static DatabaseAccess open(Config config, Path dataDir) {
        Optional<DatabaseAddress> external = DatabasePart.external(config);
        if (external.isPresent()) {
            try (Connection connection = external.get().connect()) {
                connection.getMetaData();
                return new DatabaseAccess(external.get(), null);
            } catch (SQLException e) {
                throw DatabasePart.unreachable(external.get(), e);
            }
        }
        if (!EmbeddedPostgres.exists(dataDir)) {
            throw new TickvoxException(
                    ErrorCode.FILE_NOT_FOUND,
                    "Cannot find data in " + dataDir + ": nothing has run there. Name the folder with --data-dir");
        }
        EmbeddedPostgres postgres =
                EmbeddedPostgres.attach(dataDir).orElseGet(() -> EmbeddedPostgres.start(dataDir, 0));
        return new DatabaseAccess(
                new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password()), postgres);
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Stops the database if it was started for this. */
    @Override
    public void close() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
