package io.tickvox.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.AccountChange;
import io.tickvox.model.AccountChange.Standing;
import io.tickvox.store.AccountChanges.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountChangesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T15:00:00Z");

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
        database.execute("truncate post, account_change");
    }

    private void write(AccountChange... changes) {
        database.write(new AccountChangeWriter(), List.of(changes));
    }

    private static AccountChange change(String author, Standing standing, Duration ago) {
        return new AccountChange("bluesky", author, standing, NOW.minus(ago), NOW.minus(ago));
    }

    private List<Account> due(Instant now) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return AccountChanges.due(connection, now, 100);
        }
    }

    private void looked(Account account, Instant now) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            AccountChanges.looked(connection, account, now);
        }
    }

    private List<String> posts(String source, String author) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return AccountChanges.posts(connection, new Account(source, author, NOW, null, null, null, 0), NOW);
        }
    }

    @Test
    void keepsTheLastTimeOfEachStandingWhateverTheOrder() {
        List<AccountChange> changes = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            for (int i = 1; i < 5; i++) {
                changes.add(change("did:a", standing, Duration.ofMinutes(i + 10L * standing.ordinal())));
            }
        }
        for (int seed = 0; seed < 5; seed++) {
            database.execute("truncate account_change");
            Collections.shuffle(changes, new Random(seed));
            changes.subList(0, 4).forEach(this::write);
            write(changes.subList(2, changes.size()).toArray(AccountChange[]::new));

            assertThat(database.rows("select * from account_change"))
                    .containsExactly("bluesky|did:a|2026-11-02 14:59:00+00|2026-11-02 14:49:00+00"
                            + "|2026-11-02 14:49:00+00|2026-11-02 14:39:00+00|1970-01-01 00:00:00+00|0");
        }
    }

    @Test
    void looksAgainWithGrowingPausesAndForgetsAfterAWeek() throws SQLException {
        write(change("did:a", Standing.GONE, Duration.ZERO));
        Instant now = NOW;
        List<Duration> pauses = new ArrayList<>();
        while (!database.rows("select 1 from account_change").isEmpty()) {
            Instant last = now;
            while (due(now).isEmpty()) {
                now = now.plusSeconds(5);
            }
            pauses.add(Duration.between(last, now));
            looked(due(now).get(0), now);
        }

        assertThat(pauses.subList(0, 4))
                .containsExactly(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(Duration.between(NOW, now)).isBetween(Duration.ofDays(7), Duration.ofDays(9));
    }

    @Test
    void staysDueWhenItChangesWhileItIsLookedAt() throws SQLException {
        write(change("did:a", Standing.GONE, Duration.ofHours(1)));
        Account seen = due(NOW).get(0);
        write(change("did:a", Standing.GONE, Duration.ZERO));
        looked(seen, NOW);

        assertThat(due(NOW)).hasSize(1);
        looked(due(NOW).get(0), NOW);
        write(change("did:a", Standing.GONE, Duration.ofHours(1)));
        assertThat(due(NOW)).as("what is no news").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GONE 1, 1",
        "GONE 1 BACK 0, 1",
        "HIDDEN 23, ",
        "HIDDEN 24, 24",
        "HIDDEN 30 BACK 29, ",
        "HIDDEN 30 BACK 31, 30",
        "HIDDEN 30 GONE 2, 2",
        "HIDDEN 30 GONE 40, 30",
        "HIDDEN 2 GONE 40, 40",
        "BACK 1, "
    })
    void deletesWhatWasWrittenBeforeAnAccountWasGoneOrHiddenForADay(String told, Long hoursAgo) throws SQLException {
        String[] words = told.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            write(change("did:a", Standing.valueOf(words[i]), Duration.ofHours(Long.parseLong(words[i + 1]))));
        }

        assertThat(due(NOW).get(0).deletesUntil(NOW))
                .isEqualTo(hoursAgo == null ? null : NOW.minus(Duration.ofHours(hoursAgo)));
    }

    @Test
    void givesAHiddenAccountItsDayFromWhenItIsHeardOf() throws SQLException {
        write(new AccountChange("bluesky", "did:a", Standing.HIDDEN, NOW.minus(Duration.ofHours(30)), NOW));
        Account hidden = due(NOW).get(0);

        assertThat(hidden.deletesUntil(NOW.plus(Duration.ofHours(23)))).isNull();
        assertThat(hidden.deletesUntil(NOW.plus(Duration.ofHours(24)))).isEqualTo(NOW.minus(Duration.ofHours(30)));
    }

    @Test
    void comesBackToAHiddenAccountAfterADay() throws SQLException {
        write(change("did:a", Standing.HIDDEN, Duration.ofHours(1)));
        looked(due(NOW).get(0), NOW);

        assertThat(due(NOW.plus(Duration.ofHours(22)))).isEmpty();
        assertThat(due(NOW.plus(Duration.ofHours(23)))).hasSize(1);
    }

    @Test
    void forgetsAnAccountThatIsBack() throws SQLException {
        write(change("did:a", Standing.BACK, Duration.ZERO));
        looked(due(NOW).get(0), NOW);
        Instant later = NOW.plus(Duration.ofDays(2));
        looked(due(later).get(0), later);

        assertThat(database.rows("select * from account_change")).isEmpty();
    }

    @Test
    void findsPostsByTheirAuthorAndNoOthers() throws SQLException {
        post("bluesky", "did:a/1", "did:a", NOW.minusSeconds(5), NOW.minusSeconds(4));
        post("bluesky", "did:a/2", "did:a", NOW.plusSeconds(5), NOW.plusSeconds(5));
        post("bluesky", "did:a/3", "did:a", NOW.plusSeconds(1), NOW.minusSeconds(1));
        post("bluesky", "did:ab/1", "did:ab", NOW.minusSeconds(5), NOW.minusSeconds(4));
        post("x", "1", "12", NOW.minusSeconds(5), NOW.minusSeconds(4));
        post("x", "2", "123", NOW.minusSeconds(5), NOW.minusSeconds(4));

        assertThat(posts("bluesky", "did:a")).containsExactlyInAnyOrder("did:a/1", "did:a/3");
        assertThat(posts("x", "12")).containsExactly("1");
        assertThat(posts("x", "did:a")).isEmpty();
    }

    private void post(String source, String id, String author, Instant createdAt, Instant observedAt) {
        database.execute("insert into post (source, post_id, author_id, created_at, observed_at, text, kind) values ('"
                + source + "', '" + id + "', '" + author + "', '" + createdAt + "', '" + observedAt
                + "', '$AAPL', 'original')");
    }

    @Test
    void findsPostsByIndex() throws Exception {
        database.execute("insert into post (source, post_id, author_id, created_at, observed_at, text, kind)"
                + " select s, 'did:' || n % 5000 || '/' || n, 'did:' || n % 5000, now(), now(), '', 'original'"
                + " from generate_series(1, 20000) n, unnest(array['x', 'bluesky']) s");
        try (Connection connection = database.dataSource().getConnection()) {
            LazyIndex.AUTHOR.ensure(connection);
        }
        database.execute("analyze post");

        for (String query : List.of(
                "source = 'bluesky' and post_id ^@ ('did:77' || '/')", "source = 'x' and author_id = 'did:77'")) {
            assertThat(String.join("\n", database.rows("explain select post_id from post where " + query)))
                    .doesNotContain("Seq Scan");
        }
    }
}
