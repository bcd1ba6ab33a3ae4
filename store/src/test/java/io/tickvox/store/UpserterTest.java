package io.tickvox.store;

import static io.tickvox.store.Examples.NOON;
import static io.tickvox.store.Examples.SEEN;
import static io.tickvox.store.Examples.mention;
import static io.tickvox.store.Examples.post;
import static io.tickvox.store.Examples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.Deletion;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpserterTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void writesAllButTheRowsThatAreRefused() throws Exception {
        try (TestDatabase database = TestDatabase.migrated()) {
            List<PostChange> refused = new ArrayList<>();
            String random = new Random(1)
                    .ints(20_000, 0x4e00, 0x9000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            List<PostChange> rows = new ArrayList<>();
            IntStream.range(0, 5_000).forEach(i -> rows.add(written(post("p" + i))));
            rows.set(17, written(post(random)));
            rows.set(4_000, written(post("q" + random)));
            try (Upserter<PostChange> upserter =
                    new Upserter<>(database.address(), new PostChangeWriter(), LIMIT, (row, why) -> refused.add(row))) {
                upserter.write(rows);
            }
            assertThat(refused).containsExactly(rows.get(17), rows.get(4_000));
            assertThat(database.rows("select count(*) from post")).containsExactly("4998");
        }
    }

    @Test
    void goesOnAfterItsConnectionIsCut() throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                Upserter<PostChange> upserter =
                        new Upserter<>(database.address(), new PostChangeWriter(), LIMIT, UpserterTest::fail)) {
            upserter.write(List.of(written(post("1"))));
            database.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
            upserter.write(List.of(written(post("2"))));
            assertThat(database.rows("select count(*) from post")).containsExactly("2");
        }
    }

    @Test
    void waitsForServerThatStartsAnew(@TempDir Path folder) throws Exception {
        EmbeddedPostgres first = EmbeddedPostgres.start(folder, 0);
        DatabaseAddress address = new DatabaseAddress(first.jdbcUrl(), first.user(), first.password());
        try (var pool = address.pool(2)) {
            Migrations.migrate(pool);
        }
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        try (Upserter<PostChange> upserter =
                new Upserter<>(address, new PostChangeWriter(), LIMIT, UpserterTest::fail)) {
            upserter.write(List.of(written(post("1"))));
            ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
            first.close();
            Future<?> written = elsewhere.submit(() -> {
                upserter.write(List.of(written(post("2"))));
                return null;
            });
            try (EmbeddedPostgres second = EmbeddedPostgres.start(folder, first.port())) {
                written.get();
                try (var connection = address.connect();
                        var result = connection.createStatement().executeQuery("select count(*) from post")) {
                    result.next();
                    assertThat(result.getInt(1)).isEqualTo(2);
                }
                assertThat(second.isRunning()).isTrue();
            }
        } finally {
            elsewhere.shutdownNow();
        }
    }

    @Test
    void givesUpOnServerThatStaysAway() {
        DatabaseAddress nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/tickvox", "u", "hidden");
        try (Upserter<PostChange> upserter =
                new Upserter<>(nowhere, new PostChangeWriter(), Duration.ofMillis(200), UpserterTest::fail)) {
            assertThatThrownBy(() -> upserter.write(List.of(written(post("1")))))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.POSTGRES_UNAVAILABLE))
                    .hasMessageNotContaining("hidden");
        }
        assertThat(nowhere.toString()).doesNotContain("hidden");
    }

    @Test
    void doesNotRetryWhatCannotWork() {
        try (TestDatabase database = TestDatabase.empty();
                Upserter<PostChange> upserter =
                        new Upserter<>(database.address(), new PostChangeWriter(), LIMIT, UpserterTest::fail)) {
            assertThatThrownBy(() -> upserter.write(List.of(written(post("1")))))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void writersAndDeletersAtOnceNeitherBlockForEverNorLeaveDeletedPosts() throws Exception {
        try (TestDatabase database = TestDatabase.migrated()) {
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                all.add(threads.submit(() -> {
                    try (Upserter<PostChange> posts =
                            new Upserter<>(database.address(), new PostChangeWriter(), LIMIT, UpserterTest::fail)) {
                        for (int round = 0; round < 30; round++) {
                            List<Integer> ids = new ArrayList<>(
                                    IntStream.range(0, 200).boxed().toList());
                            Collections.shuffle(ids, new Random(round));
                            long version = round;
                            posts.write(ids.stream()
                                    .map(id -> written(
                                            post("p" + id).version(version), mention("p" + id, "AAPL", NOON, 0.5)))
                                    .toList());
                        }
                    }
                    return null;
                }));
            }
            all.add(threads.submit(() -> {
                try (Upserter<Deletion> deletions =
                        new Upserter<>(database.address(), new DeletionWriter(), LIMIT, UpserterTest::fail)) {
                    for (int id = 0; id < 100; id++) {
                        deletions.write(List.of(new Deletion("x", "p" + id, NOON, SEEN)));
                    }
                }
                return null;
            }));
            for (Future<?> one : all) {
                one.get();
            }
            threads.shutdown();
            assertThat(database.rows("select count(*) from post")).containsExactly("100");
            assertThat(database.rows("select count(*) from mention")).containsExactly("100");
            assertThat(database.rows("select count(*) from post join post_tombstone using (source, post_id)"))
                    .containsExactly("0");
        }
    }

    private static void fail(Object row, SQLException why) {
        throw new AssertionError("refused: " + row, why);
    }
}
