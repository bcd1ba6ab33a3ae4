package io.tickvox.server;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.Migrations;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;

/** A real PostgreSQL with the schema in place, one for all tests of a JVM. */
final class TestDatabase {
    private static final TestDatabase INSTANCE = new TestDatabase();

    private final HikariDataSource dataSource;

    private TestDatabase() {
        try {
            Path folder = Files.createTempDirectory("tickvox-server");
            EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0);
            dataSource = new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password()).pool(8);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, folder)));
            Migrations.migrate(dataSource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database without a row in the tables that the server reads. */
    static TestDatabase empty() {
        INSTANCE.execute("truncate post, mention, sentiment_bar, price_bar, rejection, listing, coverage_gap");
        return INSTANCE;
    }

    static TestDatabase instance() {
        return INSTANCE;
    }

    HikariDataSource dataSource() {
        return dataSource;
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void stop(EmbeddedPostgres postgres, Path folder) {
        dataSource.close();
        postgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
