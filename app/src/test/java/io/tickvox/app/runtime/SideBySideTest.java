package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SideBySideTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void runsStepsAtOnceAndOthersAfterThem() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (SideBySide steps = new SideBySide("test")) {
            CompletableFuture<Void> first = steps.run(() -> meet(both, "a"));
            CompletableFuture<Void> second = steps.run(() -> meet(both, "b"));
            steps.runAfter(CompletableFuture.allOf(first, second), () -> done.add("after"));
            steps.await();
        }
        assertThat(done).containsExactlyInAnyOrder("a", "b", "after").last().isEqualTo("after");
    }

    @Test
    void throwsTheFirstFailureWithoutWaitingForTheOthers() {
        CountDownLatch never = new CountDownLatch(1);
        try (SideBySide steps = new SideBySide("test")) {
            steps.run(never::await);
            CompletableFuture<Void> failing = steps.run(() -> {
                throw new TickvoxException(ErrorCode.PORT_IN_USE, "taken");
            });
            steps.runAfter(failing, () -> done.add("after"));
            assertThatThrownBy(steps::await)
                    .isInstanceOf(TickvoxException.class)
                    .hasMessage("taken");
        } finally {
            never.countDown();
        }
        assertThat(done).isEmpty();
    }

    private void meet(CountDownLatch both, String name) throws InterruptedException {
        both.countDown();
        both.await();
        done.add(name);
    }
}
