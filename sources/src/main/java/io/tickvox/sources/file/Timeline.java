package io.tickvox.sources.file;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Ties event time to running time: begins with the first event and then runs at a factor of real time. At
 * {@link Speed#max()} it never waits.
 */
final class Timeline {
    private static final long SLICE_NANOS = 100_000_000;
    private static final long BEAT_NANOS = 1_000_000_000;
    private static final double NANOS_A_MILLI = 1e6;

    private final Speed speed;
    private final Pacer pacer;
    private boolean begun;
    private long originMillis;
    private long originNanos;
    private long beatenNanos;

    Timeline(Speed speed, Pacer pacer) {
        this.speed = speed;
        this.pacer = pacer;
    }

    boolean begun() {
        return begun;
    }

    /**
     * Returns when the timeline has come to {@code millis}, or as soon as {@code cancelled}; the first call begins it.
     *
     * @param beat told about each second, while waiting, how far event time has come
     */
    void await(long millis, BooleanSupplier cancelled, LongConsumer beat) throws InterruptedException {
        if (speed.isMax() || millis == EventTimes.NONE) {
            return;
        }
        long now = pacer.nanoTime();
        if (!begun) {
            begun = true;
            originMillis = millis;
            originNanos = now;
            beatenNanos = now;
        }
        long due = originNanos + (long) ((millis - originMillis) / speed.factor() * NANOS_A_MILLI);
        while (now - due < 0 && !cancelled.getAsBoolean()) {
            if (now - beatenNanos >= BEAT_NANOS) {
                beatenNanos = now;
                beat.accept(originMillis + (long) ((now - originNanos) / NANOS_A_MILLI * speed.factor()));
            }
            pacer.pause(Duration.ofNanos(Math.min(SLICE_NANOS, due - now)));
            now = pacer.nanoTime();
        }
    }
}
