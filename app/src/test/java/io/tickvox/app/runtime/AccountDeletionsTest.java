package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.model.AccountChange;
import io.tickvox.model.AccountChange.Standing;
import io.tickvox.model.Deletion;
import io.tickvox.model.Envelope;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import io.tickvox.sources.Mappers;
import io.tickvox.store.AccountChangeWriter;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.Migrations;
import io.tickvox.store.embedded.EmbeddedPostgres;
import io.tickvox.testkit.fake.HandClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On the tables of a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountDeletionsTest {
    private static final Instant NOW = Instant.parse("2026-11-02T15:00:00Z");

    private final List<Deletion> landed = new ArrayList<>();
    private HandClock clock = new HandClock(NOW);
    private AccountDeletions deletions = deletions();
    private EmbeddedPostgres postgres;
    private HikariDataSource pool;
    private boolean fails;
    private int opened;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        postgres = EmbeddedPostgres.start(folder, 0);
        pool = new DatabaseAddress(postgres.jdbcUrl(), postgres.user(), postgres.password()).pool(2);
        Migrations.migrate(pool);
    }

    @AfterAll
    void close() {
        pool.close();
        postgres.close();
    }

    @Test
    void otherDeletionsAreForgottenWhenTheyAreOldUnlessThePostWasHere() throws SQLException {
        execute("truncate post_tombstone");
        execute("insert into post_tombstone (source, post_id, deleted_at, heard_at, had_post)"
                + " select 'bluesky', id, '2026-09-01T00:00:00Z', heard::timestamptz, had from (values"
                + " ('had', '2026-10-01T00:00:00Z', true), ('lately', '2026-11-01T00:00:00Z', false)) as v (id, heard, had)"
                + " union all select 'bluesky', 'never ' || i, now(), '2026-10-01T00:00:00Z', false"
                + " from generate_series(1, 20001) i");
        try (DeletionRetention retention = new DeletionRetention(pool, Duration.ofDays(30), clock)) {
            assertThat(retention.forget()).isEqualTo(20_001);
            assertThat(retention.forget()).isZero();
            clock.advance(Duration.ofDays(30));
            assertThat(retention.forget()).isEqualTo(1);
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("truncate post, account_change");
        landed.clear();
        clock = new HandClock(NOW);
        deletions = deletions();
        fails = false;
        opened = 0;
    }

    private AccountDeletions deletions() {
        return new AccountDeletions(pool, HandLanding::new, clock);
    }

    /** Takes for landed what was flushed. */
    private final class HandLanding implements Landing {
        private final List<Deletion> pending = new ArrayList<>();

        HandLanding() {
            opened++;
        }

        @Override
        public void land(Channel channel, Envelope envelope) {
            assertThat(channel).isEqualTo(Channel.POSTS);
            Mappers.standard().map(envelope, "hand:0:0", record -> pending.add((Deletion) record));
        }

        @Override
        public void heartbeat(Channel channel, String source, Instant upTo) {
            throw new IllegalStateException("nobody beats here");
        }

        @Override
        public void flush() {
            if (fails) {
                throw new TickvoxException(ErrorCode.KAFKA_UNAVAILABLE, "the broker is away");
            }
            landed.addAll(pending);
            pending.clear();
        }

        @Override
        public void close() {
            pending.clear();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void posts(String source, String prefix, String author, int count) throws SQLException {
        execute("insert into post (source, post_id, author_id, created_at, observed_at, text, kind) select '" + source
                + "', '" + prefix + "' || n, '" + author + "', '2026-11-02 14:59', '2026-11-02 14:59', '$AAPL',"
                + " 'original' from generate_series(1, " + count + ") n");
    }

    private void change(String source, String author, Standing standing) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            new AccountChangeWriter()
                    .write(connection, List.of(new AccountChange(source, author, standing, clock.instant(), NOW)));
        }
    }

    private List<String> ids() {
        return landed.stream().map(Deletion::postId).toList();
    }

    @Test
    void landsTheDeletionOfEachPostOfAnAccountThatHasGone() throws SQLException {
        posts("bluesky", "did:a/", "did:a", 1_200);
        posts("bluesky", "did:b/", "did:b", 3);
        posts("x", "10", "31", 2);
        posts("x", "20", "32", 2);
        change("bluesky", "did:a", Standing.GONE);
        change("x", "31", Standing.GONE);
        change("x", "32", Standing.HIDDEN);

        assertThat(deletions.workOff()).isEqualTo(1_202);
        assertThat(landed).hasSize(1_202).allMatch(deletion -> deletion.at().equals(NOW));
        assertThat(ids()).doesNotHaveDuplicates().contains("did:a/1", "did:a/1200", "101", "102");
        assertThat(deletions.workOff()).isZero();
        clock.advance(Duration.ofDays(1));
        landed.clear();
        deletions.workOff();
        assertThat(ids()).as("hidden for a day").contains("201", "202");
    }

    @Test
    void findsPostsThatComeIntoTheTablesLater() throws SQLException {
        change("bluesky", "did:a", Standing.GONE);
        deletions.workOff();
        assertThat(opened).as("landings opened").isZero();
        posts("bluesky", "did:a/", "did:a", 1);
        clock.advance(Duration.ofSeconds(5));

        assertThat(deletions.workOff()).isEqualTo(1);
        assertThat(ids()).containsExactly("did:a/1");
    }

    @Test
    void looksAgainWhereNothingCouldLand() throws SQLException {
        posts("bluesky", "did:a/", "did:a", 1);
        change("bluesky", "did:a", Standing.GONE);
        fails = true;
        assertThatThrownBy(deletions::workOff).isInstanceOf(TickvoxException.class);
        fails = false;

        assertThat(deletions.workOff()).isEqualTo(1);
        assertThat(ids()).containsExactly("did:a/1");
    }
}
