package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.app.config.Config;
import io.tickvox.app.config.ConfigLoader;
import io.tickvox.app.runtime.SourceStates.Entry;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.Migrations;
import io.tickvox.store.SourceTables;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** As seen by another process than the one that runs on the data folder; the database is a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceStatesTest {
    private static final Instant NOON = Instant.parse("2026-11-02T17:00:00Z");

    private EmbeddedPostgres postgres;
    private DataDir stack;
    private Path folder;

    @BeforeAll
    void open(@TempDir Path database) throws IOException, SQLException {
        postgres = EmbeddedPostgres.start(database, 0);
        try (HikariDataSource pool =
                new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password()).pool(4)) {
            Migrations.migrate(pool);
            try (Connection connection = pool.getConnection()) {
                SourceTables.writeStatus(
                        connection,
                        List.of(new SourceTables.StatusRow("bluesky", "catching_up", "posts", 7, NOON, 1L)),
                        NOON);
                SourceTables.remember(connection, "stocktwits", Map.of("limited_until", NOON.toString()), NOON);
            }
        }
    }

    @AfterAll
    void close() {
        postgres.close();
    }

    @BeforeEach
    void run(@TempDir Path fresh) {
        folder = fresh;
        stack = DataDir.open(folder, DataDir.Kind.REAL);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    private void announce() {
        stack.announce(new DataDir.Running(ProcessHandle.current().pid(), "127.0.0.1:1", "jdbc:postgresql:t", null));
    }

    private Config reaching(String url) {
        return new ConfigLoader(Map.of("TICKVOX_SOURCES_ENABLED", "bluesky,stocktwits,x"), folder, folder)
                .load(
                        Map.of(
                                "postgres.url",
                                url,
                                "postgres.user",
                                postgres.user(),
                                "postgres.password",
                                postgres.password()),
                        null);
    }

    private Config withoutDatabase() {
        return new ConfigLoader(Map.of("TICKVOX_SOURCES_ENABLED", "bluesky,stocktwits,x"), folder, folder)
                .load(Map.of(), null);
    }

    private static Entry named(List<Entry> entries, String source) {
        return entries.stream()
                .filter(entry -> entry.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void areAsTheRunningStackWroteThem() {
        announce();

        Entry bluesky = named(SourceStates.of(reaching(postgres.jdbcUrl()), folder), "bluesky");

        assertThat(bluesky).isEqualTo(new Entry("bluesky", "catching_up", 7L, NOON, "posts"));
    }

    @Test
    void areReadyWhereNothingRuns() {
        Entry bluesky = named(SourceStates.of(reaching(postgres.jdbcUrl()), folder), "bluesky");

        assertThat(bluesky.state()).isEqualTo("ready");
        assertThat(bluesky.detail()).endsWith("not running now");
    }

    @Test
    void areUnknownWhereTheDatabaseOfARunningStackDoesNotAnswer() {
        announce();

        for (Config config : List.of(reaching("jdbc:postgresql://127.0.0.1:1/none"), withoutDatabase())) {
            List<Entry> entries = SourceStates.of(config, folder);

            assertThat(named(entries, "bluesky").state()).isEqualTo("unknown");
            assertThat(named(entries, "bluesky").detail())
                    .contains("; running; its state cannot be read: Cannot ")
                    .contains("PostgreSQL")
                    .contains("postgres.url");
            assertThat(named(entries, "x").state()).isEqualTo("disabled");
            assertThat(named(entries, "reddit").detail()).isEqualTo("not among sources.enabled");
            assertThat(entries).noneMatch(entry -> entry.detail().contains("not running now"));
        }
    }

    /** As one does that is stopped, or whose machine has frozen. */
    @Test
    void areUnknownWhereTheDatabaseTakesConnectionsAndSaysNothing() throws IOException {
        announce();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Config config = reaching("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/none");

            assertThat(named(SourceStates.of(config, folder), "bluesky").state())
                    .isEqualTo("unknown");
        }
    }

    @Test
    void areNotWellForTheDoctorWhereTheyAreUnknown() {
        announce();

        Diagnosis.Finding finding = Diagnosis.finding(
                named(SourceStates.of(reaching("jdbc:postgresql://127.0.0.1:1/none"), folder), "bluesky"));

        assertThat(finding.code()).isEqualTo(ErrorCode.POSTGRES_UNAVAILABLE);
        assertThat(finding.detail()).startsWith("unknown: ").contains("running; its state cannot be read");
    }

    @Test
    void keepWhatTheRunningStackRemembers() {
        announce();

        assertThat(SourceStates.kept(reaching(postgres.jdbcUrl()), folder))
                .containsEntry("stocktwits", Map.of("limited_until", NOON.toString()))
                .containsEntry("bluesky", Map.of());
    }

    @Test
    void sayThatWhatIsKeptCannotBeReadOnlyWhereAStackRuns() {
        Config config = reaching("jdbc:postgresql://127.0.0.1:1/none");
        assertThat(SourceStates.kept(config, folder)).isEmpty();

        announce();

        assertThatThrownBy(() -> SourceStates.kept(config, folder))
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.POSTGRES_UNAVAILABLE))
                .hasMessageStartingWith("Cannot read what is kept of the sources: ");
    }
}
