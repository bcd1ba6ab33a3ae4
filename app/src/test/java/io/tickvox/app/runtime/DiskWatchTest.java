package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(1);

    @TempDir
    Path folder;

    @Test
    void tellsWhereThereIsTooLittleSpaceAndHowMuchIsNeeded() {
        CompletableFuture<TickvoxException> told = new CompletableFuture<>();
        try (DiskWatch watch = DiskWatch.start(folder, () -> 5L << 20, OFTEN, told::complete)) {
            assertThat(told.join().code()).isEqualTo(ErrorCode.DISK_FULL);
            assertThat(told.join())
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("5 MiB are free, and at least 128");
        }
    }

    @Test
    void seesTheDiskFillUp() {
        AtomicLong free = new AtomicLong(DiskWatch.RESERVE);
        CompletableFuture<TickvoxException> told = new CompletableFuture<>();
        try (DiskWatch watch = DiskWatch.start(folder, free::get, OFTEN, told::complete)) {
            assertThat(told).isNotDone();
            free.set(DiskWatch.RESERVE - 1);
            assertThat(told.join()).hasMessageStartingWith("No space left for " + folder);
        }
    }

    @Test
    void findsTheDiskItself() {
        assertThatCode(() -> DiskWatch.check(folder)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DiskWatch.check(folder.resolve("absent"))).hasMessageContaining("absent");
    }
}
