package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceWatchTest {
    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final long MAX = 1_000L << 20;

    @TempDir
    Path folder;

    @Test
    void seesTheDiskFillUp() {
        AtomicLong free = new AtomicLong(DiskSpace.RESERVE);
        CompletableFuture<TickvoxException> told = new CompletableFuture<>();
        try (ResourceWatch watch =
                ResourceWatch.start(OFTEN, List.of(() -> DiskSpace.check(folder, free.get())), told::complete)) {
            assertThat(told).isNotDone();
            free.set(5 << 20);
            assertThat(told.join().code()).isEqualTo(ErrorCode.DISK_FULL);
            assertThat(told.join())
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("5 MiB are free, and at least 128");
        }
    }

    @Test
    void goesOnLookingWhenALookFails() {
        AtomicInteger looks = new AtomicInteger();
        CompletableFuture<TickvoxException> told = new CompletableFuture<>();
        ResourceWatch.Check failing = () -> {
            if (looks.incrementAndGet() < 3) {
                throw new IOException("no answer");
            }
            DiskSpace.check(folder, 0);
        };
        try (ResourceWatch watch = ResourceWatch.start(OFTEN, List.of(failing), told::complete)) {
            assertThat(told.join().code()).isEqualTo(ErrorCode.DISK_FULL);
        }
    }

    @Test
    void findsTheDiskItself() {
        assertThatCode(() -> DiskSpace.check(folder)).doesNotThrowAnyException();
        assertThatThrownBy(() -> DiskSpace.check(folder.resolve("absent"))).hasMessageContaining("absent");
    }

    @Test
    void memoryIsShortOnlyIfCollectingAllDoesNotHelp() {
        AtomicLong used = new AtomicLong(MAX / 2);
        AtomicInteger collections = new AtomicInteger();
        HeapSpace heap = new HeapSpace(() -> new MemoryUsage(0, used.get(), MAX, MAX), () -> {
            collections.incrementAndGet();
            used.set(MAX / 2);
        });
        heap.check();
        assertThat(collections).hasValue(0);
        used.set(MAX - 1);
        heap.check();
        assertThat(collections).hasValue(1);
        used.set(MAX - 1);
        heap.check();
        assertThat(collections).as("one in a minute").hasValue(1);
    }

    @Test
    void tellsWhatToDoWithoutMemory() {
        HeapSpace heap = new HeapSpace(() -> new MemoryUsage(0, MAX, MAX, MAX), () -> {});
        assertThatThrownBy(heap::check)
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_FULL))
                .hasMessageContaining("1000 of 1000 MiB")
                .hasMessageContaining("--flink-state-backend rocksdb");
    }

    @Test
    void thisProcessTellsOfItsMemory() {
        assertThat(HeapSpace.ofProcess()).hasValueSatisfying(HeapSpace::check);
    }
}
