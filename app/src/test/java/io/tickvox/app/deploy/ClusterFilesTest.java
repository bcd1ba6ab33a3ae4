package io.tickvox.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.app.config.ConfigLoader;
import io.tickvox.app.config.Keys;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.Migrations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFilesTest {
    @TempDir
    Path folder;

    @Test
    void theSettingsAreValidAndNameEverythingThatRunsElsewhere() {
        ConfigLoader.Result read =
                new ConfigLoader(Map.of(), folder, folder).inspect(Map.of(), DeployFolder.file("cluster/tickvox.yaml"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.config().optional(Keys.KAFKA_BOOTSTRAP_SERVERS)).isPresent();
        assertThat(read.config().value(Keys.FLINK_TARGET)).startsWith("http://");
        assertThat(read.config().optional(Keys.FLINK_CHECKPOINT_DIR)).isPresent();
        assertThat(read.config().optional(Keys.POSTGRES_URL)).isPresent();
        assertThat(read.config().optional(Keys.POSTGRES_PASSWORD)).isEmpty();
    }

    @Test
    void theRolesAreEnoughToMakeTheTablesAndToReadThem() throws Exception {
        try (DeployDatabase server = DeployDatabase.start(folder)) {
            String url = server.owner().url().replaceFirst("/tickvox$", "/ours");
            DatabaseAddress before = server.owner();
            String[] parts = script().split("\\\\connect ours");
            assertThat(parts).hasSize(2);
            execute(before, parts[0]);
            execute(new DatabaseAddress(url, before.user(), before.password()), parts[1]);

            try (var pool = new DatabaseAddress(url, "ours", "owner's").pool(2)) {
                assertThat(Migrations.migrate(pool)).isPositive();
            }
            DatabaseAddress reader = new DatabaseAddress(url, "ours_reader", "reader's");
            execute(reader, "select * from market_bar");
            assertThatThrownBy(() -> execute(reader, "set default_transaction_read_only = off; delete from post"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    /** The script under names that the embedded server has not taken, with psql's variables filled in. */
    private static String script() throws IOException {
        return DeployFolder.text("cluster/roles.sql")
                .replaceAll("(?m)^(--|\\\\set|\\\\getenv).*$", "")
                .replace("tickvox", "ours")
                .replace(":'owner_password'", "'owner''s'")
                .replace(":'reader_password'", "'reader''s'");
    }

    private static void execute(DatabaseAddress address, String script) throws SQLException {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : script.split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
