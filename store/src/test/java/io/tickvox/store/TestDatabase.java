package io.tickvox.store;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A migrated database of its own on a server that all tests of this JVM share. */
final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseAddress address;
    private final HikariDataSource pool;

    private TestDatabase(DatabaseAddress address) {
        this.address = address;
        this.pool = address.pool(4);
    }

    /** A new one, its tables empty. */
    static TestDatabase migrated() {
        TestDatabase database = empty();
        Migrations.migrate(database.pool);
        return database;
    }

    /** A new one without tables. */
    static TestDatabase empty() {
        DatabaseAddress server = Holder.SERVER;
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = server.url().substring(0, server.url().lastIndexOf('/') + 1) + name;
        return new TestDatabase(new DatabaseAddress(url, server.user(), server.password()));
    }

    DatabaseAddress address() {
        return address;
    }

    HikariDataSource dataSource() {
        return pool;
    }

    void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ": " + sql, e);
        }
    }

    /** Each row of the result, its columns as text joined by {@code |}. */
    List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    row.append(i == 1 ? "" : "|").append(result.getString(i));
                }
                rows.add(row.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ": " + sql, e);
        }
        return rows;
    }

    /** Writes {@code rows} in a transaction. */
    <T> void write(TableWriter<T> writer, List<? extends T> rows) {
        try (Connection connection = pool.getConnection()) {
            writer.write(connection, rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class Holder {
        private static final DatabaseAddress SERVER = start();

        private static DatabaseAddress start() {
            try {
                Path folder = Files.createTempDirectory("tickvox-store");
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    postgres.close();
                    delete(folder);
                }));
                return new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            try (var all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
