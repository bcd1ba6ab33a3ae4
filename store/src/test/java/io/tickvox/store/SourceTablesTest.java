package io.tickvox.store;

import static io.tickvox.store.Examples.NOON;
import static io.tickvox.store.Examples.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceTablesTest {
    private TestDatabase database;

    @BeforeAll
    void open() {
        database = TestDatabase.migrated();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.execute("truncate source_memory, source_status, coverage_gap");
    }

    @Test
    void remembersTheLastValueOfEachKey() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            SourceTables.remember(connection, "x", Map.of("position", "1", "landed", "2"), SEEN);
            SourceTables.remember(connection, "x", Map.of("position", "3"), SEEN);
            SourceTables.remember(connection, "reddit", Map.of("position", "4"), SEEN);

            assertThat(SourceTables.memory(connection, "x"))
                    .containsOnly(Map.entry("position", "3"), Map.entry("landed", "2"));
            assertThat(SourceTables.memory(connection, "yahoo")).isEmpty();
        }
    }

    @Test
    void keepsAGapOpenUntilItEndsOrIsFilled() throws SQLException {
        SourceTables.GapRow lasting = new SourceTables.GapRow("x", null, NOON, null, "posts", "away");
        SourceTables.GapRow other =
                new SourceTables.GapRow("x", null, NOON.plusSeconds(60), null, "posts", "away again");
        try (Connection connection = database.dataSource().getConnection()) {
            SourceTables.writeGaps(connection, List.of(lasting, other), SEEN);
            assertThat(SourceTables.openGaps(connection, "x")).containsExactly(lasting, other);

            SourceTables.writeGaps(
                    connection,
                    List.of(new SourceTables.GapRow("x", null, NOON, NOON.plusSeconds(5), "posts", "away")),
                    SEEN);
            SourceTables.removeGaps(connection, List.of(other));
            assertThat(SourceTables.openGaps(connection, "x")).isEmpty();
        }
        assertThat(database.rows("select source, \"end\" - start, reason from coverage_gap"))
                .containsExactly("x|00:00:05|away");
    }

    @Test
    void keepsWordsThatTextCannotHold() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            SourceTables.writeGaps(
                    connection, List.of(new SourceTables.GapRow("x", null, NOON, null, "posts", "a\0b")), SEEN);
            SourceTables.writeStatus(
                    connection, List.of(new SourceTables.StatusRow("x", "live", "a\0b", 1, null, null)), SEEN);
            SourceTables.remember(connection, "x", Map.of("position", "a\0b"), SEEN);

            assertThat(SourceTables.openGaps(connection, "x").get(0).reason()).isEqualTo("a\uFFFDb");
            assertThat(SourceTables.status(connection).get(0).detail()).isEqualTo("a\uFFFDb");
            assertThat(SourceTables.memory(connection, "x")).containsEntry("position", "a\uFFFDb");
        }
    }

    @Test
    void keepsGapsOfSingleTickersApart() throws SQLException {
        SourceTables.GapRow all = new SourceTables.GapRow("stocktwits", null, NOON, null, "posts", "away");
        SourceTables.GapRow ofOne =
                new SourceTables.GapRow("stocktwits", "AAPL", NOON, null, "posts", "too much was said");
        try (Connection connection = database.dataSource().getConnection()) {
            SourceTables.writeGaps(connection, List.of(all, ofOne), SEEN);
            SourceTables.removeGaps(connection, List.of(all));

            assertThat(SourceTables.openGaps(connection, "stocktwits")).containsExactly(ofOne);
        }
    }

    @Test
    void keepsWhatIsMissingInAGap() throws SQLException {
        SourceTables.GapRow prices = new SourceTables.GapRow("yahoo", null, NOON, null, "prices", "away");
        try (Connection connection = database.dataSource().getConnection()) {
            SourceTables.writeGaps(connection, List.of(prices), SEEN);

            assertThat(SourceTables.openGaps(connection, "yahoo")).containsExactly(prices);
        }
    }

    @Test
    void tellsHowEachSourceIs() throws SQLException {
        SourceTables.StatusRow live = new SourceTables.StatusRow("bluesky", "live", "posts", 7, NOON, 120L);
        SourceTables.StatusRow disabled = new SourceTables.StatusRow("x", "disabled", "no key", 0, null, null);
        try (Connection connection = database.dataSource().getConnection()) {
            SourceTables.writeStatus(
                    connection,
                    List.of(new SourceTables.StatusRow("bluesky", "starting", "", 0, null, null), disabled),
                    SEEN);
            SourceTables.writeStatus(connection, List.of(live), SEEN);

            assertThat(SourceTables.status(connection)).containsExactly(live, disabled);
        }
    }
}
