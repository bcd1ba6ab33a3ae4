package io.tickvox.pipeline.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.Migrations;
import io.tickvox.store.RecomputeRequest;
import io.tickvox.store.RecomputeWriter;
import io.tickvox.store.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSinkTest {
    @TempDir
    Path folder;

    @Test
    void keepsARowThatTheDatabaseRefusesAsARejectionAndWritesTheOthers() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            DatabaseAddress address = new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
            try (var pool = address.pool(4)) {
                Migrations.migrate(pool);
            }
            try (Connection connection = address.connect();
                    Statement sql = connection.createStatement()) {
                sql.execute("alter table recompute_queue add constraint not_b check (symbol <> 'B')");
                write(address, "A", "B", "C");

                assertThat(column(sql, "select symbol from recompute_queue order by 1"))
                        .containsExactly("A", "C");
                ResultSet row = sql.executeQuery("select * from rejection");
                assertThat(row.next()).isTrue();
                assertThat(row.getString("source")).isEqualTo("postgres");
                assertThat(row.getString("position")).isEqualTo("recompute_queue B 2024-03-04T05:00:00Z");
                assertThat(row.getString("reason")).isEqualTo("REFUSED");
                assertThat(row.getString("message")).contains("not_b");
                assertThat(new String(row.getBytes("payload"), StandardCharsets.UTF_8))
                        .contains("symbol=B");
                assertThat(row.next()).isFalse();
            }
        }
    }

    private static void write(DatabaseAddress address, String... symbols) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.fromData(
                        Stream.of(symbols)
                                .map(symbol -> new RecomputeRequest(symbol, Instant.parse("2024-03-04T05:00:00Z")))
                                .toList(),
                        new RecordType<>(RecomputeRequest.class, new RecomputeRequestSerializer()))
                .sinkTo(new TableSink<>(address, new RecomputeWriter(), 100, Duration.ofMillis(50)));
        env.execute();
    }

    private static List<String> column(Statement sql, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        ResultSet rows = sql.executeQuery(query);
        while (rows.next()) {
            values.add(rows.getString(1));
        }
        return values;
    }
}
