package io.tickvox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    @Test
    void makesEveryTableOfTheDesignAndThenNothing() {
        try (TestDatabase database = TestDatabase.empty()) {
            assertThat(Migrations.migrate(database.dataSource())).isPositive();
            assertThat(Migrations.migrate(database.dataSource())).isZero();
            assertThat(database.rows("select table_name from information_schema.tables where table_schema = 'public'"))
                    .contains(
                            "post",
                            "mention",
                            "sentiment_bar",
                            "price_bar",
                            "market_bar",
                            "factor",
                            "alert",
                            "delivery",
                            "rejection",
                            "run",
                            "task",
                            "quality_check",
                            "source_status",
                            "coverage_gap",
                            "instance",
                            "listing",
                            "post_tombstone",
                            "recompute_queue");
        }
    }

    @Test
    void saysWhatEveryTableAndColumnIs() {
        try (TestDatabase database = TestDatabase.migrated()) {
            assertThat(database.rows("select c.relname, a.attname from pg_class c"
                            + " join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'"
                            + " join pg_attribute a on a.attrelid = c.oid and a.attnum >= 0 and not a.attisdropped"
                            + " where c.relkind in ('r', 'v') and c.relname <> 'flyway_schema_history'"
                            + " and (col_description(c.oid, a.attnum) is null"
                            + "      or obj_description(c.oid, 'pg_class') is null)"))
                    .isEmpty();
        }
    }

    @Test
    void tellsByTheirSourcesWhatWasMissingInTheGapsOfAnEarlierRelease() {
        try (TestDatabase database = TestDatabase.empty()) {
            Flyway.configure(getClass().getClassLoader())
                    .dataSource(database.dataSource())
                    .target("8")
                    .load()
                    .migrate();
            database.execute(
                    "insert into coverage_gap (source, start, \"end\", reason, updated_at)"
                            + " select unnest(array['bluesky', 'yahoo-stream', 'x-compliance', 'kinesis']), now(), null, 'away', now()");

            Migrations.migrate(database.dataSource());

            assertThat(database.rows("select source, missing from coverage_gap order by source"))
                    .containsExactly(
                            "bluesky|posts",
                            "kinesis|posts_and_prices",
                            "x-compliance|deletions",
                            "yahoo-stream|prices");
        }
    }

    @Test
    void forgetsNoDeletionOfAnEarlierRelease() throws SQLException {
        try (TestDatabase database = TestDatabase.empty()) {
            Flyway.configure(getClass().getClassLoader())
                    .dataSource(database.dataSource())
                    .target("9")
                    .load()
                    .migrate();
            database.execute("insert into post_tombstone values ('x', '1', '2014-01-02T17:00:00Z')");

            Migrations.migrate(database.dataSource());

            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(OldDeletions.forget(connection, Instant.parse("2026-01-01T00:00:00Z"), 10))
                        .isZero();
            }
        }
    }

    @Test
    void refusesDatabaseOfLaterRelease() {
        try (TestDatabase database = TestDatabase.empty()) {
            Migrations.migrate(database.dataSource());
            database.execute("insert into flyway_schema_history select 99, '99', 'later', 'SQL', 'V99__later.sql', 1,"
                    + " 'x', now(), 1, true");
            assertThatThrownBy(() -> Migrations.migrate(database.dataSource()))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_DIR_MISMATCH));
        }
    }

    @Test
    void letsReaderReadAndNothingElse() throws Exception {
        try (TestDatabase database = TestDatabase.migrated()) {
            ReaderRole.ensure(database.dataSource(), "it's secret");
            ReaderRole.ensure(database.dataSource(), "it's secret");
            database.execute("create table if not exists later (n int)");
            DatabaseAddress reader = new DatabaseAddress(database.address().url(), ReaderRole.NAME, "it's secret");
            try (Connection connection = reader.connect()) {
                for (String table : List.of("post", "market_bar", "later")) {
                    try (var result = connection.createStatement().executeQuery("select count(*) from " + table)) {
                        assertThat(result.next()).isTrue();
                    }
                }
                database.execute("drop table later");
                connection.createStatement().execute("set default_transaction_read_only = off");
                assertThatThrownBy(() -> connection.createStatement().execute("delete from post"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
                assertThatThrownBy(() -> connection.createStatement().execute("create table mine (n int)"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission denied");
            }
        }
    }
}
