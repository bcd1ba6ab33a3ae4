package io.tickvox.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    Path dir;

    @Test
    void keepsDataAcrossStops() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0)) {
            execute(postgres, "create table kept (n int)");
            execute(postgres, "insert into kept values (7)");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0)) {
            assertThat(number(postgres, "select n from kept")).isEqualTo(7);
        }
    }

    @Test
    void leavesNoProcessBehindAndStopsTwiceWithoutHarm() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0);
        assertThat(postgres.isRunning()).isTrue();
        postgres.close();
        postgres.close();
        assertThat(postgres.isRunning()).isFalse();
        // It has ended; the JVM collects its children a moment later.
        await().until(() -> ProcessHandle.of(postgres.pid()).isEmpty());
    }

    @Test
    void stopsWhileClientsAreConnectedAndItsThreadIsInterrupted() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0);
        try (Connection open = connect(postgres)) {
            assertThat(open.isValid(1)).isTrue();
            Thread.currentThread().interrupt();
            postgres.close();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(postgres.isRunning()).isFalse();
    }

    @Test
    void isDurableAndSortsByCodePoint() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0);
                Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            try (var row = statement.executeQuery(
                    "select current_setting('fsync'), current_setting('server_encoding'), 'Z' < 'a', upper('é')")) {
                row.next();
                assertThat(List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                        .containsExactly("on", "UTF8", "t", "É");
            }
        }
    }

    @Test
    void listensOnlyOnLoopbackAndOnlyWithPassword() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"))
                    .isInstanceOf(SQLException.class);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            dir.resolve("postgres").resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(number(
                            postgres,
                            "select count(*) from pg_settings where name = 'listen_addresses'"
                                    + " and setting = '127.0.0.1'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesSecondOwnerOfFolder() {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(dir, 0))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_DIR_IN_USE));
            assertThat(postgres.isRunning()).isTrue();
        }
    }

    @Test
    void attachesToRunningServerWithoutOwningIt() throws Exception {
        assertThat(EmbeddedPostgres.attach(dir)).isEmpty();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0)) {
            try (EmbeddedPostgres attached = EmbeddedPostgres.attach(dir).orElseThrow()) {
                assertThat(number(attached, "select 1")).isEqualTo(1);
            }
            assertThat(postgres.isRunning()).isTrue();
        }
        assertThat(EmbeddedPostgres.attach(dir)).isEmpty();
    }

    @Test
    void namesPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(dir, taken.getLocalPort()))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PORT_IN_USE))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
        EmbeddedPostgres.start(dir, 0).close();
    }

    @Test
    void recoversAfterServerIsKilled() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(dir, 0);
        execute(killed, "create table kept as select 7 as n");
        ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
        await().until(() -> !killed.isRunning());
        killed.close();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0)) {
            assertThat(number(postgres, "select n from kept")).isEqualTo(7);
        }
    }

    @Test
    void takesOverServerThatOutlivedItsJvm() throws Exception {
        Path data = dir.resolve("data");
        long pid = startInJvmThatIsKilled(List.of(), System.getProperty("java.class.path"), data);
        assertThat(ProcessHandle.of(pid)).isPresent();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, 0)) {
            assertThat(postgres.pid()).isEqualTo(pid);
            assertThat(number(postgres, "select 1")).isEqualTo(1);
        }
        assertThat(EmbeddedPostgres.attach(data)).isEmpty();
    }

    @Test
    void restartsServerThatOutlivedItsJvmOnAnotherPort() throws Exception {
        Path data = dir.resolve("data");
        long pid = startInJvmThatIsKilled(List.of(), System.getProperty("java.class.path"), data);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, port)) {
            assertThat(postgres.pid()).isNotEqualTo(pid);
            assertThat(postgres.port()).isEqualTo(port);
        }
    }

    @Test
    void makesClusterAnewThatWasHalfMade() throws Exception {
        Path half = dir.resolve("postgres").resolve("data.new");
        Files.createDirectories(half);
        Files.writeString(half.resolve("PG_VERSION"), "18");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0)) {
            assertThat(number(postgres, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void startsThoughAnotherProcessHasTheNumberOfTheServerBefore() throws Exception {
        EmbeddedPostgres.start(dir, 0).close();
        Path stale = dir.resolve("postgres").resolve("data").resolve("postmaster.pid");
        Files.writeString(stale, ProcessHandle.current().pid() + "\n/x\n1\n5432\n\n127.0.0.1\n\nready\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(dir, 0)) {
            assertThat(number(postgres, "select 1")).isEqualTo(1);
        }
    }

    @Test
    void startsUnderFolderThatOnlyRootMayEnter() throws Exception {
        Path closed = dir.resolve("closed");
        Files.createDirectory(
                closed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(closed.resolve("data"), 0)) {
            execute(postgres, "create table t as select generate_series(1, 100000) as n");
            assertThat(number(postgres, "select count(*) from t")).isEqualTo(100_000);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)))
                .isEqualTo("rwx------");
    }

    @Test
    void startsAsOrdinaryUser(@TempDir Path open) throws Exception {
        assumeTrue(Account.isRoot(), "runs as an ordinary user already");
        Path home = open.resolve("home");
        Files.createDirectories(home);
        Account nobody = Account.forFolder(open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            Path to = open.resolve("class-path").resolve(Integer.toString(classPath.size()));
            if (Files.isDirectory(from)) {
                copyTree(from, to);
                classPath.add(to.toString());
            } else if (entry.matches(".*(postgres|compress|xz|slf4j|commons-(io|lang3|codec)).*")) {
                Files.createDirectories(to);
                Files.copy(from, to.resolve("a.jar"));
                classPath.add(to.resolve("a.jar").toString());
            } else if (entry.contains("model")) {
                classPath.add(entry);
            }
        }
        nobody.own(home);
        long pid = startInJvmThatIsKilled(
                List.of("setpriv", "--reuid=" + nobody.uid(), "--regid=" + nobody.gid(), "--clear-groups"),
                String.join(File.pathSeparator, classPath),
                home.resolve("data"));
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.attach(home.resolve("data")).orElseThrow()) {
            assertThat(postgres.pid()).isEqualTo(pid);
            assertThat(number(postgres, "select 1")).isEqualTo(1);
        }
        EmbeddedPostgres.start(home.resolve("data"), 0).close();
        assertThat(EmbeddedPostgres.attach(home.resolve("data"))).isEmpty();
    }

    @Test
    void namesTheWayOutWhereThereAreNoBinaries() {
        assertThat(Binaries.resource("Mac OS X", "aarch64")).isNull();
        assertThat(Binaries.resource("Linux", "riscv64")).isNull();
        assertThat(Binaries.resource("Linux", "amd64")).isEqualTo("/postgres-linux-x86_64.txz");
    }

    private long startInJvmThatIsKilled(List<String> prefix, String classPath, Path data) throws Exception {
        Path told = data.resolveSibling("pid-of-server");
        Files.createDirectories(data.resolveSibling("tmp"));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Djava.io.tmpdir=" + data.resolveSibling("tmp"),
                "-Duser.home=" + data.getParent(),
                "-cp",
                classPath,
                StartAndWait.class.getName(),
                data.toString(),
                told.toString()));
        Process jvm = new ProcessBuilder(command).inheritIO().start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(told) || !jvm.isAlive());
            return Long.parseLong(Files.readString(told));
        } finally {
            jvm.destroyForcibly().waitFor();
        }
    }

    private static void copyTree(Path from, Path to) throws Exception {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                if (!Files.isDirectory(path)) {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
