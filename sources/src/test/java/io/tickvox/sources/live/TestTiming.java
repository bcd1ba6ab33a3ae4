package io.tickvox.sources.live;

import io.tickvox.testkit.fake.HandClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Time that a sleeper moves on himself, or, while it is held, that only the test moves. */
public final class TestTiming implements Timing {
    public static final Instant START = Instant.parse("2026-11-02T15:00:00Z");

    private static final long BREATH_NANOS = 1_000_000;

    private final HandClock clock = new HandClock(START);
    /** Changes only in the clock's lock: who sees it held has its end counted before the test moves the time. */
    private volatile boolean held;

    @Override
    public Clock clock() {
        return clock;
    }

    public HandClock hand() {
        return clock;
    }

    /** From now on sleepers wait for the test. */
    public void hold() {
        synchronized (clock) {
            held = true;
        }
    }

    /** From now on sleepers move the time on themselves; those who sleep wake up. */
    public void release() {
        synchronized (clock) {
            held = false;
            clock.advance(Duration.ofDays(1));
        }
    }

    /** From now on sleepers move the time on themselves, except those who sleep already: the test wakes them. */
    public void resume() {
        synchronized (clock) {
            held = false;
        }
    }

    /** Time passes by itself, unless it is held. */
    public void pass(Duration duration) {
        if (!held) {
            clock.advance(duration);
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        synchronized (clock) {
            if (held) {
                clock.awaitUntil(clock.instant().plus(duration));
                return;
            }
        }
        clock.advance(duration);
        LockSupport.parkNanos(BREATH_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
