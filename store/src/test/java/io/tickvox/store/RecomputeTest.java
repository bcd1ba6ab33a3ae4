package io.tickvox.store;

import static io.tickvox.store.Examples.NOON;
import static io.tickvox.store.Examples.mention;
import static io.tickvox.store.Examples.post;
import static io.tickvox.store.Examples.unscored;
import static io.tickvox.store.Examples.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tickvox.model.Mention;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecomputeTest {
    private static final Instant SESSION = Instant.parse("2014-01-02T05:00:00Z");

    @Test
    void readsBackWhatWasWritten() throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                Connection connection = database.dataSource().getConnection()) {
            Mention first = mention("9", "AAPL", NOON, 0.1234);
            Mention second = mention("10", "AAPL", NOON.plusSeconds(1), -0.5);
            database.write(
                    new PostChangeWriter(),
                    List.of(
                            written(post("10").kind(PostKind.REPOST).copyOf("9"), second),
                            written(post("9"), first, mention("9", "MSFT", NOON, 0)),
                            written(post("11"), mention("11", "AAPL", NOON.plusSeconds(2), 0))));
            assertThat(MentionReader.list(connection, "AAPL", NOON, NOON.plusSeconds(2)))
                    .containsExactly(
                            new BarMention(first, PostKind.ORIGINAL, null, "7", "ann"),
                            new BarMention(second, PostKind.REPOST, "9", "7", "ann"));
            assertThat(MentionReader.symbols(connection, new PostId("x", "9"))).containsExactly("AAPL", "MSFT");
        }
    }

    @Test
    void whatWasNotJudgedHasNoScoreInTheTable() throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                Connection connection = database.dataSource().getConnection()) {
            Mention mention = unscored("9", "AAPL", NOON);
            database.write(new PostChangeWriter(), List.of(written(post("9"), mention)));
            database.write(new PostChangeWriter(), List.of(written(post("9"), mention)));
            assertThat(database.rows("select score, p_positive, p_neutral, p_negative from mention"))
                    .containsExactly("null|null|null|null");
            assertThat(MentionReader.list(connection, "AAPL", NOON, NOON.plusSeconds(2)))
                    .containsExactly(new BarMention(mention, PostKind.ORIGINAL, null, "7", "ann"));
        }
    }

    @Test
    void makesTheIndexOfTextsWhenItIsFirstNeeded() throws Exception {
        try (TestDatabase database = TestDatabase.empty();
                Connection connection = database.dataSource().getConnection()) {
            Migrations.migrate(database.dataSource());
            String index = "select indexname from pg_indexes where indexname = 'post_fingerprint'";
            assertThat(database.rows(index)).isEmpty();
            CopyReader.prepare(connection);
            CopyReader.prepare(connection);
            assertThat(database.rows(index)).hasSize(1);
        }
    }

    @Test
    void findsPostsOfOneTextWithTheOriginalFirstAndCorrectsThem() throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                Connection connection = database.dataSource().getConnection()) {
            database.write(
                    new PostChangeWriter(),
                    List.of(written(post("10")), written(post("9").copyOf("10"))));
            database.execute("update post set fingerprint = 5");
            database.write(new PostChangeWriter(), List.of(written(post("8"))));
            List<CopyCandidate> found =
                    CopyReader.postsByFingerprint(connection, 5, NOON.minusSeconds(9), NOON.plusSeconds(9));
            assertThat(found).extracting(candidate -> candidate.id().id()).containsExactly("9", "10");
            assertThat(CopyReader.postsByFingerprint(connection, 0, NOON, NOON.plusSeconds(9)))
                    .isEmpty();
            assertThat(CopyReader.correct(connection, Collections.singletonMap(new PostId("x", "9"), null)))
                    .isEqualTo(1);
            assertThat(CopyReader.correct(connection, Collections.singletonMap(new PostId("x", "10"), "9")))
                    .isEqualTo(1);
            assertThat(database.rows("select post_id, copy_of from post where fingerprint = 5 order by 1"))
                    .containsExactly("10|9", "9|null");
        }
    }

    @Test
    void keepsRequestThatWasMadeAgainWhileItWasWorkedOn() throws Exception {
        try (TestDatabase database = TestDatabase.migrated();
                Connection connection = database.dataSource().getConnection()) {
            RecomputeWriter writer = new RecomputeWriter();
            RecomputeRequest apple = new RecomputeRequest("AAPL", SESSION);
            RecomputeRequest microsoft = new RecomputeRequest("MSFT", SESSION);
            database.write(writer, List.of(microsoft));
            database.write(writer, List.of(apple, apple));
            List<PendingRecompute> taken = RecomputeQueue.take(connection, 10);
            assertThat(taken).extracting(PendingRecompute::request).containsExactly(microsoft, apple);
            database.write(writer, List.of(apple));
            assertThat(RecomputeQueue.done(connection, taken.get(0))).isTrue();
            assertThat(RecomputeQueue.done(connection, taken.get(1))).isFalse();
            assertThat(RecomputeQueue.take(connection, 10))
                    .extracting(PendingRecompute::request, PendingRecompute::requests)
                    .containsExactly(tuple(apple, 2L));
        }
    }
}
