package io.tickvox.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptPostsTest {
    @Test
    void tellsWhichPostsAndAuthorsAreKept() throws SQLException {
        try (TestDatabase database = TestDatabase.migrated()) {
            database.execute("truncate post");
            database.execute("insert into post (source, post_id, author_id, created_at, observed_at, text, kind) values"
                    + " ('x', '1', '12', '2026-11-02 15:00', '2026-11-02 15:01', '$AAPL', 'original'),"
                    + " ('x', '2', '12', '2026-11-02 14:00', '2026-11-02 15:01', '$AAPL', 'original'),"
                    + " ('reddit', '3', '13', '2026-11-02 15:00', '2026-11-02 15:01', '$AAPL', 'original')");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(KeptPosts.posts(connection, "x", List.of("1", "3", "4", "1")))
                        .containsExactly("1");
                assertThat(KeptPosts.posts(connection, "x", List.of())).isEmpty();
                assertThat(KeptPosts.authors(connection, "x", List.of("12", "13", "14")))
                        .containsExactly("12");
                assertThat(KeptPosts.since(connection, "x", Instant.parse("2026-11-02T15:00:00Z")))
                        .isEqualTo(Map.of("1", Instant.parse("2026-11-02T15:00:00Z")));
            }
        }
    }
}
