package io.tickvox.sources.file;

import java.time.Duration;

/** The running time that a paced replay goes by. */
public interface Pacer {
    /** Nanoseconds since some fixed moment. */
    long nanoTime();

    /** Returns after {@code duration}, which is at most a tenth of a second. */
    void pause(Duration duration) throws InterruptedException;

    /** The machine's. */
    static Pacer system() {
        return new Pacer() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
            }
        };
    }
}
