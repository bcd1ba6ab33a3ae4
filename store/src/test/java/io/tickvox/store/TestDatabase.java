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
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on a server that all tests of this JVM share. */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Deque<TestDatabase> FREE = new ConcurrentLinkedDeque<>();

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final boolean reusable;

    private TestDatabase(DatabaseAddress address, boolean reusable) {
        this.address = address;
        this.pool = address.pool(4);
        this.reusable = reusable;
    }

    /** One whose tables are empty; it may be one that was closed, for making one takes a second. */
    public static TestDatabase migrated() {
        TestDatabase used = FREE.poll();
        if (used != null) {
            used.execute("truncate "
                    + String.join(
                            ", ",
                            used.rows("select table_name from information_schema.tables"
                                    + " where table_schema = 'public' and table_type = 'BASE TABLE'"
                                    + " and table_name <> 'flyway_schema_history'")));
            return used;
        }
        TestDatabase database = make(true);
        Migrations.migrate(database.pool);
        return database;
    }

    /** A new one without tables. */
    public static TestDatabase empty() {
        return make(false);
    }

    private static TestDatabase make(boolean reusable) {
        DatabaseAddress server = Holder.SERVER;
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = server.url().substring(0, server.url().lastIndexOf('/') + 1) + name;
        return new TestDatabase(new DatabaseAddress(url, server.user(), server.password()), reusable);
    }

    public DatabaseAddress address() {
        return address;
    }

    public HikariDataSource dataSource() {
        return pool;
    }

    public void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + ": " + sql, e);
        }
    }

    /** Each row of the result, its columns as text joined by {@code |}. */
    public List<String> rows(String sql) {
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
    public <T> void write(TableWriter<T> writer, List<? extends T> rows) {
        try (Connection connection = pool.getConnection()) {
            writer.write(connection, rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (reusable) {
            FREE.push(this);
        } else {
            pool.close();
        }
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
