package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sees that the disk of the data folder is filling up while there is still room to stop cleanly: a broker or a database that
 * finds it full dies in the middle of a write.
 */
final class DiskWatch implements AutoCloseable {
    /** Free space below which nothing goes on, in bytes. */
    static final long RESERVE = 128L << 20;

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-disk-watch");
        thread.setDaemon(true);
        return thread;
    });

    private DiskWatch() {}

    /**
     * Looks once at the disk of {@code folder}, which must exist.
     *
     * @throws TickvoxException {@link ErrorCode#DISK_FULL} if it is nearly full
     */
    static void check(Path folder) {
        check(folder, usable(folder));
    }

    /**
     * Watches the disk of {@code folder}, which must exist.
     *
     * @param onFull told once when it is nearly full
     */
    static DiskWatch start(Path folder, Consumer<TickvoxException> onFull) {
        return start(folder, () -> usable(folder), LOOK, onFull);
    }

    static DiskWatch start(Path folder, LongSupplier free, Duration look, Consumer<TickvoxException> onFull) {
        DiskWatch watch = new DiskWatch();
        watch.timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        check(folder, free.getAsLong());
                    } catch (TickvoxException full) {
                        watch.timer.shutdown();
                        onFull.accept(full);
                    }
                },
                look.toMillis(),
                look.toMillis(),
                TimeUnit.MILLISECONDS);
        return watch;
    }

    private static void check(Path folder, long bytes) {
        if (bytes < RESERVE) {
            throw new TickvoxException(
                    ErrorCode.DISK_FULL,
                    "No space left for " + folder + ": " + (bytes >> 20) + " MiB are free, and at least "
                            + (RESERVE >> 20)
                            + " are needed. What has landed is kept: free some space and start again");
        }
    }

    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
