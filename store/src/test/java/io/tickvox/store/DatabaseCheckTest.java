package io.tickvox.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.Test;

class DatabaseCheckTest {
    @Test
    void tellsVersionAndSizes() {
        try (TestDatabase database = TestDatabase.migrated()) {
            DatabaseCheck check = DatabaseCheck.of(database.dataSource());
            assertThat(check.isHealthy()).isTrue();
            assertThat(check.version()).startsWith("18.");
            assertThat(check.bytes()).isPositive();
            assertThat(check.tableBytes()).containsKeys("post", "mention");
            assertThat(DatabaseCheck.isReachable(database.dataSource())).isTrue();
        }
    }

    @Test
    void tellsMissingMigrations() {
        try (TestDatabase database = TestDatabase.empty()) {
            DatabaseCheck check = DatabaseCheck.of(database.dataSource());
            assertThat(check.reachable()).isTrue();
            assertThat(check.isHealthy()).isFalse();
            assertThat(check.detail()).contains("migrations to apply");
        }
    }

    @Test
    void tellsServerThatDoesNotAnswer() {
        DatabaseAddress nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/x", "u", "hidden");
        try (var pool = nowhere.pool(1)) {
            pool.setConnectionTimeout(300);
            DatabaseCheck check = DatabaseCheck.of(pool);
            assertThat(check.reachable()).isFalse();
            assertThat(check.detail()).doesNotContain("hidden").isNotBlank();
        }
    }

    @Test
    void remembersFacts() throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                Connection connection = database.dataSource().getConnection()) {
            InstanceFacts.write(connection, InstanceFacts.SIMULATED, "false");
            InstanceFacts.write(connection, InstanceFacts.SIMULATED, "true");
            assertThat(InstanceFacts.read(connection)).containsExactly(java.util.Map.entry("simulated", "true"));
        }
    }
}
