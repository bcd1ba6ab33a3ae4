package io.tickvox.sources.live;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TestTimingTest {
    private static final int ROUNDS = 3_000;

    @Test
    void releaseWakesWhoeverIsAboutToSleep() throws Exception {
        TestTiming timing = new TestTiming();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService sleeper = Executors.newSingleThreadExecutor();
        Callable<Boolean> sleep = () -> {
            together.await();
            timing.sleep(Duration.ofMinutes(1));
            return true;
        };
        try {
            for (int i = 0; i < ROUNDS; i++) {
                timing.hold();
                Future<Boolean> woken = sleeper.submit(sleep);
                together.await();
                timing.release();
                woken.get(30, TimeUnit.SECONDS);
            }
        } finally {
            sleeper.shutdownNow();
        }
    }
}
