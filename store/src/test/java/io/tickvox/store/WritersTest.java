package io.tickvox.store;

import static io.tickvox.store.Examples.MINUTE;
import static io.tickvox.store.Examples.NOON;
import static io.tickvox.store.Examples.SEEN;
import static io.tickvox.store.Examples.mention;
import static io.tickvox.store.Examples.post;
import static io.tickvox.store.Examples.priceBar;
import static io.tickvox.store.Examples.sentimentBar;
import static io.tickvox.store.Examples.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Deletion;
import io.tickvox.model.Interval;
import io.tickvox.model.Rejection;
import io.tickvox.text.Listing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritersTest {
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
        database.execute("truncate post, mention, post_tombstone, sentiment_bar, price_bar, rejection, listing");
    }

    @Test
    void keepsEveryFieldOfPost() {
        database.write(
                new PostChangeWriter(),
                List.of(written(post("1")
                        .url("https://x.com/ann/1")
                        .parentId("0")
                        .copyOf("reddit:t3_a")
                        .likes(1L)
                        .reposts(2L)
                        .replies(3L)
                        .quotes(4L)
                        .views(5L)
                        .version(6))));
        assertThat(database.rows("select * from post"))
                .containsExactly("x|1|7|ann|12|2014-01-02 17:00:00.123+00|2026-11-21 10:00:00.456+00|$AAPL up|en|"
                        + "https://x.com/ann/1|original|0|reddit:t3_a|1|2|3|4|5|6|0|0|99");
    }

    @Test
    void repeatedWritesLeaveRowsUntouched() {
        List<Runnable> writes = List.of(
                () -> database.write(
                        new PostChangeWriter(), List.of(written(post("1").likes(3L)))),
                () -> database.write(new SentimentBarWriter(), List.of(sentimentBar("AAPL", Interval.M1, MINUTE, 3))),
                () -> database.write(new PriceBarWriter(), List.of(priceBar("AAPL", Interval.M1, MINUTE, 10, 11))),
                () -> database.write(
                        new ListingWriter(), List.of(new Listing("AAPL", "Apple", "NASDAQ", null, List.of()))),
                () -> database.write(new RejectionWriter(), List.of(rejection("payload"))),
                () -> database.write(new DeletionWriter(), List.of(new Deletion("x", "2", NOON, SEEN))));
        writes.forEach(Runnable::run);
        String all =
                "select string_agg(v::text, ',') from (select xmin v from sentiment_bar union all select xmin from price_bar"
                        + " union all select xmin from listing union all select xmin from rejection"
                        + " union all select xmin from post_tombstone) t";
        List<String> before = database.rows(all);
        writes.forEach(Runnable::run);
        assertThat(database.rows(all)).isEqualTo(before);
    }

    @Test
    void deletedPostTakesItsMentionsWithItAndNeverComesBack() {
        List<PostChange> posts = List.of(
                written(post("1"), mention("1", "AAPL", NOON, 0.5)),
                written(post("2"), mention("2", "AAPL", NOON, 0.5)));
        database.write(new PostChangeWriter(), posts);
        database.write(
                new DeletionWriter(),
                List.of(new Deletion("x", "1", NOON.plusSeconds(9), SEEN), new Deletion("x", "1", NOON, SEEN)));
        database.write(new PostChangeWriter(), posts);
        assertThat(database.rows("select post_id from post")).containsExactly("2");
        assertThat(database.rows("select post_id from mention")).containsExactly("2");
        assertThat(database.rows("select source, post_id, deleted_at, had_post from post_tombstone"))
                .containsExactly("x|1|2014-01-02 17:00:00.123+00|t");
    }

    @Test
    void forgetsOldDeletionsOfPostsThatWereNeverHereAndNoOthers() throws SQLException {
        database.write(
                new PostChangeWriter(),
                List.of(written(post("had")), written(post("twice"), mention("twice", "AAPL", NOON, 0.5))));
        List<Deletion> old = List.of(
                new Deletion("x", "had", NOON, SEEN),
                new Deletion("x", "twice", NOON, SEEN),
                new Deletion("x", "never", NOON, SEEN));
        database.write(new DeletionWriter(), old);
        database.execute("update post_tombstone set heard_at = '2014-01-02T17:00:00Z'");
        database.write(new DeletionWriter(), old);
        database.write(new DeletionWriter(), List.of(new Deletion("x", "new", NOON, SEEN)));
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(OldDeletions.forget(connection, Instant.parse("2014-01-02T17:00:00.001Z"), 10))
                    .isEqualTo(1);
            assertThat(OldDeletions.forget(connection, Instant.parse("2014-01-02T17:00:00.001Z"), 10))
                    .isZero();
        }

        assertThat(database.rows("select post_id from post_tombstone order by 1"))
                .containsExactly("had", "new", "twice");
    }

    @Test
    void forgetsNoMoreDeletionsThanAskedForAndTheOldestFirst() throws SQLException {
        for (int i = 3; i > 0; i--) {
            database.write(new DeletionWriter(), List.of(new Deletion("x", "never" + i, NOON, SEEN)));
            database.execute(
                    "update post_tombstone set heard_at = '2014-01-0" + i + "' where post_id = 'never" + i + "'");
        }
        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(OldDeletions.forget(connection, Instant.parse("2014-02-01T00:00:00Z"), 2))
                    .isEqualTo(2);
        }

        assertThat(database.rows("select post_id from post_tombstone")).containsExactly("never3");
    }

    @Test
    void lastBarOfKeyInBatchWinsAndOneWithoutPostsGoes() {
        database.write(new SentimentBarWriter(), List.of(sentimentBar("AAPL", Interval.H1, MINUTE, 4)));
        database.write(
                new SentimentBarWriter(),
                List.of(
                        sentimentBar("AAPL", Interval.M1, MINUTE, 1),
                        sentimentBar("AAPL", Interval.M1, MINUTE, 3),
                        sentimentBar("AAPL", Interval.H1, MINUTE, 0),
                        sentimentBar("AAPL", Interval.M15, MINUTE, 2)));
        assertThat(database.rows("select interval, posts, score_mean, by_source from sentiment_bar order by 1"))
                .containsExactly("15m|2|0.1234|{\"x\": 2}", "1m|3|0.1234|{\"x\": 3}");
    }

    @Test
    void keepsScoresAtFourPlacesExactly() {
        List<PostChange> posts = IntStream.rangeClosed(-10_000, 10_000)
                .mapToObj(units -> written(post("p" + units), mention("p" + units, "AAPL", NOON, units / 10_000.0)))
                .toList();
        database.write(new PostChangeWriter(), posts);
        assertThat(database.rows("select count(*) from mention where score::numeric <> round(score::numeric, 4)"
                        + " or score::numeric * 10000 <> substr(post_id, 2)::numeric"))
                .containsExactly("0");
    }

    @Test
    void keepsFirstRejectionOfPositionWithItsBytes() {
        database.write(new RejectionWriter(), List.of(rejection("a\0b"), rejection("second")));
        database.write(new RejectionWriter(), List.of(rejection("third")));
        assertThat(database.rows("select position, reason, encode(payload, 'hex') from rejection"))
                .containsExactly("raw/0/17|MALFORMED|610062");
    }

    @Test
    void replacesWhatTextInTheDatabaseCannotHold() {
        database.write(new PostChangeWriter(), List.of(written(post("1").text("a\0b \uD83D\uDE80 \uD83D!"))));
        assertThat(database.rows("select text from post")).containsExactly("a\uFFFDb \uD83D\uDE80 \uFFFD!");
    }

    private static Rejection rejection(String payload) {
        return new Rejection(
                "x",
                "raw/0/17",
                NOON,
                Rejection.Reason.MALFORMED,
                "Expected '}'",
                payload.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
