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
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostChangeWriterTest {
    private static final Written FIRST = written("$AAPL up", 1, "AAPL", "MSFT");
    private static final Written SECOND = written("$AAPL down", 2, "AAPL");

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
        write(List.of(new Removed("x", "1", NOON, true)));
        write(List.of(SECOND));
        assertThat(database.rows("select * from post")).isEmpty();
        assertThat(database.rows("select * from mention")).isEmpty();
        assertThat(database.rows("select symbol, start from recompute_queue order by symbol"))
                .containsExactly("AAPL|2014-01-02 05:00:00+00", "MSFT|2014-01-02 05:00:00+00");
    }

    private void write(List<PostChange> changes) {
        database.write(new PostChangeWriter(), changes);
    }

    private static Written written(String text, long revision, String... symbols) {
        List<Mention> mentions = java.util.Arrays.stream(symbols)
                .map(symbol -> mention("1", symbol, NOON, 0.5))
                .toList();
        return new Written(post("1").text(text).build(), new Revision(0, revision, revision), 99, mentions);
    }
}
