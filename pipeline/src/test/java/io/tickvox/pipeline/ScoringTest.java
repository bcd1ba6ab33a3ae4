package io.tickvox.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.Deletion;
import io.tickvox.model.Label;
import io.tickvox.model.Mention;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts scored elsewhere, asynchronously: nothing lost, nothing neutral that was not judged. */
class ScoringTest {
    private static final Instant START = Instant.parse("2024-03-08T12:00:00Z");
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final TestClassifier classifier =
            new TestClassifier(UUID.randomUUID().toString());

    @RepeatedTest(4)
    void whateverFailsOnTheWayTheTablesAreThoseOfAScorerThatNeverDoes(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        int failures = random.nextInt(3);
        List<Normalised> records = ParityTest.records(random);
        Tables expected = new Reference(FlinkRun.SPAN, classifier.reference()).tables(records);
        List<Normalised> delivered = new ArrayList<>(records);
        for (int i = random.nextInt(records.size()); i > 0; i--) {
            delivered.add(records.get(random.nextInt(records.size())));
        }
        Collections.shuffle(delivered, random);
        classifier.behaviour().failing = 0.3;

        try (LiveRun run = LiveRun.start(
                delivered,
                Tables.empty(),
                2,
                failures,
                classifier.settings(Duration.ofMillis(random.nextInt(30))),
                null)) {
            await().atMost(AT_MOST).untilAsserted(() -> {
                Tables actual = run.tables();
                assertThat(Tables.differences(actual.posts(), expected.posts())).isEmpty();
                assertThat(Tables.differences(actual.mentions(), expected.mentions()))
                        .isEmpty();
                assertThat(Tables.differences(actual.sentimentBars(), expected.sentimentBars()))
                        .as("failures %s", failures)
                        .isEmpty();
            });
        }
    }

    @Test
    void whatCouldNotBeScoredIsShownUnscoredAndCountsInNoScore() throws Exception {
        classifier.behaviour().failing = 1;
        try (LiveRun run =
                LiveRun.start(posts(30), Tables.empty(), 2, 0, classifier.settings(Duration.ofMillis(50)), null)) {
            await().atMost(AT_MOST).until(() -> run.tables().mentions().size() == 30);
            await().atMost(AT_MOST)
                    .until(() -> run.tables().sentimentBars().values().stream().anyMatch(bar -> bar.posts() == 30));
            assertThat(run.tables().mentions().values())
                    .extracting(Mention::label)
                    .containsOnly(Label.UNSCORED);
            assertThat(run.tables().sentimentBars().values()).allSatisfy(bar -> {
                assertThat(bar.scoreMean()).isNull();
                assertThat(bar.neutral()).isZero();
            });
        }
    }

    /** A run that ends while all of {@code posts} wait for a classifier that fails; returns its savepoint. */
    private String stoppedUnscored(List<Post> posts, Tables tables, Path folder) throws Exception {
        classifier.behaviour().failing = 1;
        try (LiveRun run = LiveRun.start(posts, tables, 2, 0, classifier.settings(Duration.ofMillis(20)), null)) {
            await().atMost(AT_MOST).until(() -> run.tables().mentions().size() == posts.size());
            return run.stop(folder);
        }
    }

    @Test
    void waitingPostsSurviveAStopAndAreScoredAfterIt(@TempDir Path folder) throws Exception {
        Tables tables = Tables.empty();
        List<Post> posts = posts(30);
        String savepoint = stoppedUnscored(posts, tables, folder);
        classifier.behaviour().failing = 0;
        Tables expected = new Reference(FlinkRun.SPAN, classifier.reference()).tables(posts);
        try (LiveRun run = LiveRun.start(posts, tables, 2, 0, classifier.settings(Duration.ofMillis(20)), savepoint)) {
            await().atMost(AT_MOST).untilAsserted(() -> same(run.tables(), expected));
        }
    }

    @Test
    void whatStillWaitsWhenTheScorerIsGivenUpIsScoredByTheOneThatShips(@TempDir Path folder) throws Exception {
        Tables tables = Tables.empty();
        List<Post> posts = posts(30);
        String savepoint = stoppedUnscored(posts, tables, folder);
        Tables expected = new Reference(FlinkRun.SPAN, new TestAnalyzer()).tables(posts);
        try (LiveRun run = LiveRun.start(posts, tables, 2, 0, null, savepoint)) {
            await().atMost(AT_MOST).untilAsserted(() -> same(run.tables(), expected));
        }
    }

    @Test
    void aPostThatIsDeletedWhileItWaitsDoesNotComeBack() throws Exception {
        classifier.behaviour().failing = 1;
        List<Normalised> records = new ArrayList<>(posts(5));
        records.add(new Deletion("x", "3", START.plusSeconds(60), START.plusSeconds(60)));
        try (LiveRun run =
                LiveRun.start(records, Tables.empty(), 2, 0, classifier.settings(Duration.ofMillis(20)), null)) {
            await().atMost(AT_MOST)
                    .until(() -> run.tables().mentions().size() == 4
                            && run.tables().tombstones().size() == 1);
            classifier.behaviour().failing = 0;
            await().atMost(AT_MOST)
                    .untilAsserted(() -> assertThat(run.tables().mentions().values())
                            .hasSize(4)
                            .noneMatch(mention -> mention.label() == Label.UNSCORED));
        }
    }

    @Test
    void whatALostRunShowedOfAPostThatIsDeletedWhileItWaitsIsTakenBack() throws Exception {
        classifier.behaviour().millis = 2_000;
        List<Normalised> records = new ArrayList<>(posts(1));
        Tables tables = new Reference(FlinkRun.SPAN, new TestAnalyzer()).tables(records);
        records.add(new Deletion("x", "0", START.plusSeconds(60), START.plusSeconds(60)));
        assertThat(tables.sentimentBars()).isNotEmpty();
        try (LiveRun run = LiveRun.start(records, tables, 1, 0, classifier.settings(Duration.ofHours(1)), null)) {
            await().atMost(AT_MOST).untilAsserted(() -> assertThat(run.tables().sentimentBars())
                    .isEmpty());
        }
    }

    @Test
    void slowAnswersDoNotHoldUpThePostsAndComeLater() throws Exception {
        classifier.behaviour().millis = 300;
        List<Post> posts = posts(20);
        Tables expected = new Reference(FlinkRun.SPAN, classifier.reference()).tables(posts);
        try (LiveRun run =
                LiveRun.start(posts, Tables.empty(), 1, 0, classifier.settings(Duration.ofMillis(1)), null)) {
            await().atMost(AT_MOST)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> run.tables().mentions().values().stream()
                            .anyMatch(mention -> mention.label() == Label.UNSCORED));
            await().atMost(AT_MOST).untilAsserted(() -> same(run.tables(), expected));
            assertThat(classifier.behaviour().texts)
                    .as("each text is asked about once")
                    .hasValue(20);
        }
    }

    private static void same(Tables actual, Tables expected) {
        assertThat(Tables.differences(actual.mentions(), expected.mentions())).isEmpty();
        assertThat(Tables.differences(actual.sentimentBars(), expected.sentimentBars()))
                .isEmpty();
    }

    private static List<Post> posts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Post.builder("x", Integer.toString(i), START.plusMillis(i), START.plusSeconds(1))
                        .author("u" + i, null, 10L)
                        .text("a word or two on $A, number " + i)
                        .build())
                .toList();
    }
}
