package io.tickvox.store;

import static io.tickvox.store.Examples.NOON;
import static io.tickvox.store.Examples.SEEN;
import static io.tickvox.store.Examples.mention;
import static io.tickvox.store.Examples.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Mention;
import io.tickvox.model.Revision;
import io.tickvox.store.PostChange.CopyMarked;
import io.tickvox.store.PostChange.ObservedEarlier;
import io.tickvox.store.PostChange.Removed;
import io.tickvox.store.PostChange.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostChangeWriterTest {
    private static final Written FIRST = written("$AAPL up", 1, "AAPL", "MSFT");
    private static final Written SECOND = written("$AAPL down", 2, "AAPL");

    private static final int MANY = 150;
    private static final List<String> TEXTS =
            List.of("plain", "", "rocket 🚀 é", "a\0b", "half \uD83D", "tab\tand \\N\nline", "x".repeat(70_000));

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
        database.execute("truncate post, mention, post_tombstone, recompute_queue");
    }

    @Test
    void highestRevisionStaysInWhicheverOrderTheyAreWritten() {
        for (List<List<PostChange>> batches : List.<List<List<PostChange>>>of(
                List.of(List.of(FIRST), List.of(SECOND)),
                List.of(List.of(SECOND), List.of(FIRST)),
                List.of(List.of(SECOND, FIRST)),
                List.of(List.of(FIRST, SECOND)))) {
            empty();
            batches.forEach(this::write);
            assertThat(database.rows("select text from post")).containsExactly("$AAPL down");
            assertThat(database.rows("select symbol from mention")).containsExactly("AAPL");
        }
    }

    @Test
    void copyMarkHoldsForItsRevisionAlone() {
        write(List.of(SECOND));
        write(List.of(new CopyMarked("x", "1", 1, "0")));
        assertThat(database.rows("select copy_of from post")).containsExactly("null");
        write(List.of(new CopyMarked("x", "1", 2, "0")));
        assertThat(database.rows("select copy_of from post")).containsExactly("0");
    }

    @Test
    void earliestObservationStays() {
        write(List.of(FIRST, new ObservedEarlier("x", "1", SEEN.minusSeconds(5))));
        write(List.of(SECOND, new ObservedEarlier("x", "1", SEEN.minusSeconds(3))));
        assertThat(database.rows(
                        "select observed_at from post union select observed_at from mention where symbol = 'AAPL'"))
                .contains("2026-11-21 09:59:55.456+00");
    }

    @Test
    void deletedPostGoesWithItsMentionsAndAsksForItsBarsWhereTheyAreStale() {
        write(List.of(FIRST));
        write(List.of(Removed.unknown("x", "1", NOON)));
        write(List.of(SECOND));
        assertThat(database.rows("select * from post")).isEmpty();
        assertThat(database.rows("select * from mention")).isEmpty();
        assertThat(database.rows("select symbol, start from recompute_queue order by symbol"))
                .containsExactly("AAPL|2014-01-02 05:00:00+00", "MSFT|2014-01-02 05:00:00+00");
    }

    @Test
    void deletedPostGoesFromTheRejectionsToo() {
        database.execute(
                "insert into rejection (source, position, observed_at, reason, message, payload)"
                        + " values ('postgres', 'post x 1', now(), 'REFUSED', '', 'a'), ('postgres', 'post x 2', now(), 'REFUSED', '', 'b')");
        write(List.of(Removed.unknown("x", "1", NOON)));
        assertThat(database.rows("select position from rejection")).containsExactly("post x 2");
        database.execute("truncate rejection");
    }

    @Test
    void rowsAreTheSameWhetherInsertedOrUpserted() {
        write(many(true));
        List<String> inserted = all();
        empty();
        write(many(false));
        assertThat(inserted).hasSize(MANY * 3).isEqualTo(all());
    }

    @Test
    void postsThoughtNewMayBeThere() {
        write(List.of(many(true).get(MANY / 2)));
        write(many(true));
        List<String> rows = all();
        write(many(true));
        assertThat(all()).hasSize(MANY * 3).isEqualTo(rows);
    }

    @Test
    void whatAnEndedRunHadWrittenIsWrittenAgainWithoutRecomputing() {
        write(many(true));
        write(many(true));
        assertThat(database.rows("select * from recompute_queue")).isEmpty();
    }

    @Test
    void postsThoughtNewMayBeDeleted() {
        write(List.of(new Removed("x", "1000", NOON, false, NOON, List.of("AAPL"))));
        write(many(true));
        assertThat(all()).hasSize((MANY - 1) * 3);
    }

    @Test
    void oneRowThatIsRefusedDoesNotHoldUpTheOthers() throws Exception {
        List<Written> rows = new ArrayList<>(many(true));
        rows.set(7, new Written(post("7").author("a", "b", -1L).build(), new Revision(0, 1, 1), 99, List.of(), true));
        List<PostChange> refused = new ArrayList<>();
        try (Upserter<PostChange> upserter = new Upserter<>(
                database.address(), new PostChangeWriter(), Duration.ofSeconds(30), (row, why) -> refused.add(row))) {
            upserter.write(rows);
        }
        assertThat(refused).containsExactly(rows.get(7));
        assertThat(all()).hasSize((MANY - 1) * 3);
    }

    /** Posts with two mentions each, among them such as a database must be handed with care. */
    private static List<Written> many(boolean areNew) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> {
                    String id = Integer.toString(1_000 + i);
                    var builder = post(id).text(TEXTS.get(i % TEXTS.size())).lang(i % 2 == 0 ? "en" : null);
                    return new Written(
                            builder.build(),
                            new Revision(0, i, -i),
                            -99,
                            List.of(mention(id, "AAPL", NOON, 0.5), mention(id, "MSFT", NOON.plusMillis(i), -0.1234)),
                            areNew);
                })
                .toList();
    }

    private List<String> all() {
        List<String> rows = new ArrayList<>(database.rows("select * from post order by post_id"));
        rows.addAll(database.rows("select * from mention order by post_id, symbol"));
        return rows;
    }

    private void write(List<? extends PostChange> changes) {
        database.write(new PostChangeWriter(), changes);
    }

    private static Written written(String text, long revision, String... symbols) {
        List<Mention> mentions = java.util.Arrays.stream(symbols)
                .map(symbol -> mention("1", symbol, NOON, 0.5))
                .toList();
        return new Written(post("1").text(text).build(), new Revision(0, revision, revision), 99, mentions, true);
    }
}
