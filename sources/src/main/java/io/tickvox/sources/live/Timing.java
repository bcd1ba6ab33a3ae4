package io.tickvox.sources.live;

import java.time.Clock;
import java.time.Duration;

/** The time, and waiting for it to pass. */
public interface Timing {
    Clock clock();

    /** Returns after {@code duration}. */
    void sleep(Duration duration) throws InterruptedException;

    /** Real time. */
    static Timing of(Clock clock) {
        return new Timing() {
            @Override
            public Clock clock() {
                return clock;
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(Math.max(0, duration.toMillis()));
            }
        };
    }
}
