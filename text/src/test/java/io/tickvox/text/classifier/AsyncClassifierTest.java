package io.tickvox.text.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.text.Sentiment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncClassifierTest {
    private static final CallPolicy QUICK = new CallPolicy(
            2, Duration.ofMillis(20), 3, Duration.ofMillis(1), Duration.ofMillis(20), 4, Duration.ofMillis(200));

    private static final CallPolicy ONE_CALLER = new CallPolicy(
            1, Duration.ofMillis(20), 1, Duration.ofMillis(1), Duration.ofMillis(20), 4, Duration.ofMillis(200));

    /** Answers as it is told; counts how many calls run at once. */
    private static final class Scripted implements Classifier {
        final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        volatile @Nullable CallFailure failure;
        volatile int failuresLeft = Integer.MAX_VALUE;
        volatile @Nullable String poison;
        volatile @Nullable Throwable fault;
        volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public String model() {
            return "scripted";
        }

        @Override
        public int batch() {
            return 10;
        }

        @Override
        public List<Verdict> classify(List<String> texts) throws CallFailure, InterruptedException {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                gate.await();
                sizes.add(texts.size());
                CallFailure now = failure;
                if (now != null && failuresLeft-- > 0) {
                    throw now;
                }
                Throwable odd = fault;
                if (odd instanceof Error error) {
                    fault = null;
                    throw error;
                } else if (odd instanceof InterruptedException interrupted) {
                    fault = null;
                    throw interrupted;
                }
                if (poison != null && texts.contains(poison)) {
                    throw CallFailure.content("cannot read it");
                }
                return texts.stream()
                        .<Verdict>map(text -> new Verdict.Judged(Sentiment.UNSCORED, text))
                        .toList();
            } finally {
                running.decrementAndGet();
            }
        }

        @Override
        public void close() {}
    }

    private static List<Verdict> askAll(AsyncClassifier classifier, int count) {
        List<CompletableFuture<Verdict>> asked = IntStream.range(0, count)
                .mapToObj(i -> classifier.ask("text " + i))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void gathersTextsToCallsAndAnswersEachItsOwn() {
        Scripted scripted = new Scripted();
        try (AsyncClassifier classifier = new AsyncClassifier(scripted, QUICK)) {
            List<Verdict> verdicts = askAll(classifier, 100);
            for (int i = 0; i < 100; i++) {
                assertThat(((Verdict.Judged) verdicts.get(i)).model()).isEqualTo("text " + i);
            }
            assertThat(scripted.sizes).hasSizeLessThan(60).allMatch(size -> size <= 10);
        }
    }

    @Test
    void neverRunsMoreCallsAtOnceThanAllowed() {
        Scripted scripted = new Scripted();
        scripted.gate = new CountDownLatch(1);
        try (AsyncClassifier classifier = new AsyncClassifier(scripted, QUICK)) {
            List<CompletableFuture<Verdict>> asked = IntStream.range(0, 200)
                    .mapToObj(i -> classifier.ask("text " + i))
                    .toList();
            await().until(() -> scripted.running.get() == 2);
            scripted.gate.countDown();
            asked.forEach(CompletableFuture::join);
            assertThat(scripted.most).hasValue(2);
        }
    }

    @Test
    void goesOnAfterWhatNoClassifierShouldThrow() {
        for (Throwable fault : List.of(new NoClassDefFoundError("hunter2"), new InterruptedException("hunter2"))) {
            Scripted scripted = new Scripted();
            scripted.fault = fault;
            try (AsyncClassifier classifier = new AsyncClassifier(scripted, ONE_CALLER)) {
                assertThat(classifier.ask("a").orTimeout(1, TimeUnit.MINUTES).join())
                        .isInstanceOfSatisfying(Verdict.Failed.class, failed -> assertThat(failed.toString())
                                .doesNotContain("hunter2"));
                assertThat(classifier.ask("b").orTimeout(1, TimeUnit.MINUTES).join())
                        .isInstanceOf(Verdict.Judged.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 60_000})
    void triesAgainWhatMayPass(long wanted) {
        Scripted scripted = new Scripted();
        scripted.failure = CallFailure.limited("too many", wanted == 0 ? null : Duration.ofMillis(wanted));
        scripted.failuresLeft = 2;
        try (AsyncClassifier classifier = new AsyncClassifier(scripted, QUICK)) {
            assertThat(classifier.ask("a").join()).isInstanceOf(Verdict.Judged.class);
            assertThat(scripted.sizes).hasSize(3);
            assertThat(classifier.state()).isEqualTo(AsyncClassifier.State.UP);
            assertThat(classifier.failures()).isEqualTo(2);
        }
    }

    @Test
    void doesNotTryAgainWhatLasts() {
        Scripted scripted = new Scripted();
        scripted.failure = CallFailure.lasting("key refused", null);
        try (AsyncClassifier classifier = new AsyncClassifier(scripted, QUICK)) {
            assertThat(classifier.ask("a").join()).isEqualTo(new Verdict.Failed("key refused"));
            assertThat(scripted.sizes).hasSize(1);
            assertThat(classifier.state()).isEqualTo(AsyncClassifier.State.FAILING);
        }
    }

    @Test
    void leavesAServiceThatFailsAloneAndFindsItAgain() {
        Scripted scripted = new Scripted();
        scripted.failure = CallFailure.lasting("down", null);
        CallPolicy one = new CallPolicy(
                1, Duration.ZERO, 1, Duration.ofMillis(1), Duration.ofMillis(2), 4, Duration.ofMillis(200));
        try (AsyncClassifier classifier = new AsyncClassifier(scripted, one)) {
            for (int i = 0; i < 4; i++) {
                classifier.ask("a").join();
            }
            assertThat(classifier.state()).isEqualTo(AsyncClassifier.State.RESTING);
            int calls = scripted.sizes.size();
            assertThat(classifier.ask("b").join()).isInstanceOf(Verdict.Failed.class);
            assertThat(scripted.sizes).hasSize(calls);
            scripted.failure = null;
            await().until(() -> classifier.ask("c").join() instanceof Verdict.Judged);
            assertThat(classifier.state()).isEqualTo(AsyncClassifier.State.UP);
            assertThat(classifier.trouble()).isNull();
        }
    }

    @Test
    void oneTextThatCannotBeReadDoesNotCostTheOthers() {
        Scripted scripted = new Scripted();
        scripted.poison = "text 13";
        try (AsyncClassifier classifier = new AsyncClassifier(scripted, QUICK)) {
            List<Verdict> verdicts = askAll(classifier, 30);
            for (int i = 0; i < 30; i++) {
                assertThat(verdicts.get(i)).isInstanceOf(i == 13 ? Verdict.Refused.class : Verdict.Judged.class);
            }
            assertThat(classifier.state()).isEqualTo(AsyncClassifier.State.UP);
        }
    }

    @Test
    void blankTextsAreNotAskedAbout() {
        Scripted scripted = new Scripted();
        try (AsyncClassifier classifier = new AsyncClassifier(scripted, QUICK)) {
            assertThat(classifier.ask(" \n").join()).isInstanceOf(Verdict.Refused.class);
            assertThat(scripted.sizes).isEmpty();
        }
    }

    @Test
    void everyTextGetsAVerdictWhenItIsClosed() {
        Scripted scripted = new Scripted();
        scripted.gate = new CountDownLatch(1);
        AsyncClassifier classifier = new AsyncClassifier(scripted, QUICK);
        List<CompletableFuture<Verdict>> asked = IntStream.range(0, 100)
                .mapToObj(i -> classifier.ask("text " + i))
                .toList();
        await().until(() -> scripted.running.get() == 2);
        classifier.close();
        assertThat(asked).allSatisfy(verdict -> assertThat(verdict.join()).isInstanceOf(Verdict.Failed.class));
        assertThat(classifier.ask("late").join()).isInstanceOf(Verdict.Failed.class);
    }
}
