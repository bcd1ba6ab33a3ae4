package io.tickvox.app.runtime;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.Migrations;
import io.tickvox.store.ReaderRole;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The database: a PostgreSQL that runs as our child, or the one that the settings name. */
final class DatabasePart {
    private static final int POOL_SIZE = 8;
    private static final Duration OWN_PATIENCE = Duration.ofMinutes(1);
    private static final Duration EXTERNAL_PATIENCE = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 200;

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final boolean embedded;

    private DatabasePart(DatabaseAddress address, HikariDataSource pool, boolean embedded) {
        this.address = address;
        this.pool = pool;
        this.embedded = embedded;
    }

    /** The database that {@code config} names; empty if one is to run inside. */
    static Optional<DatabaseAddress> external(Config config) {
        return config.optional(Keys.POSTGRES_URL)
                .map(url -> new DatabaseAddress(
                        url,
                        config.value(Keys.POSTGRES_USER),
                        config.optional(Keys.POSTGRES_PASSWORD).orElse("")));
    }

    /**
     * Starts it if it is to run inside, and brings its tables up to date.
     *
     * @param onFatal told what went wrong if one that runs inside gives up later on
     */
    static DatabasePart open(Config config, Path dataDir, DataDir.Kind kind, Parts parts, Consumer<String> onFatal)
            throws Exception {
        Optional<DatabaseAddress> external = external(config);
        DatabaseAddress address;
        Optional<EmbeddedPostgres> postgres = Optional.empty();
        if (external.isPresent()) {
            address = external.get();
        } else {
            EmbeddedPostgres own = parts.open(
                            Parts.Kind.POSTGRES,
                            () -> SupervisedPostgres.start(dataDir, config.value(Keys.POSTGRES_PORT), onFatal))
                    .server();
            address = new DatabaseAddress(own.jdbcUrl(), own.user(), own.password());
            postgres = Optional.of(own);
        }
        awaitConnection(address, external.isPresent() ? EXTERNAL_PATIENCE : OWN_PATIENCE, parts);
        HikariDataSource pool = parts.open(Parts.Kind.POOL, () -> address.pool(POOL_SIZE));
        Migrations.migrate(pool);
        InstanceMark.settle(pool, kind);
        postgres.ifPresent(own -> ReaderRole.ensure(pool, own.readerPassword()));
        return new DatabasePart(address, pool, postgres.isPresent());
    }

    /** What to say of a database that does not answer. */
    static TickvoxException unreachable(DatabaseAddress address, SQLException why) {
        String reason = String.valueOf(why.getMessage()).replaceFirst("[. ]+$", "");
        return new TickvoxException(
                ErrorCode.POSTGRES_UNAVAILABLE,
                "Cannot connect to PostgreSQL at " + address.url() + " as " + address.user() + ": " + reason
                        + ". Check postgres.url, postgres.user and postgres.password",
                why);
    }

    private static void awaitConnection(DatabaseAddress address, Duration patience, Parts parts)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = address.connect()) {
                connection.getMetaData();
                return;
            } catch (SQLException e) {
                if (parts.isClosed() || System.nanoTime() > deadline || !isPassing(e)) {
                    throw unreachable(address, e);
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    /** Whether waiting may help: no connection at all (class 08), or a server that is starting (57P03). */
    private static boolean isPassing(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.equals("57P03"));
    }

    DatabaseAddress address() {
        return address;
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Where it is, for people. */
    String description() {
        String place = address.url().replaceFirst("^jdbc:postgresql://", "");
        return embedded ? "PostgreSQL on " + place : "external PostgreSQL on " + place;
    }
}
