package io.tickvox.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Measures time, CPU and memory from its start on: of this process and of its children, such as PostgreSQL. */
final class Meter implements AutoCloseable {
    private static final long SAMPLE_MILLIS = 5_000;
    private static final double NANOS = 1e9;
    private static final int KIB = 1 << 10;

    private final long startNanos = System.nanoTime();
    private final long startOwnNanos = CpuTime.processNanos();
    private final long startChildNanos = childNanos();
    private final AtomicLong heap = new AtomicLong();
    private final AtomicLong resident = new AtomicLong();
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "meter");
        thread.setDaemon(true);
        return thread;
    });

    private Meter() {}

    static Meter start() {
        Meter meter = new Meter();
        var unused = meter.sampler.scheduleAtFixedRate(meter::sample, 0, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
        return meter;
    }

    /** What has been used until now, for {@code posts}. */
    Usage read(long posts) {
        sample();
        long child = childNanos() - startChildNanos;
        long own = CpuTime.processNanos() - startOwnNanos;
        return new Usage(
                posts,
                (System.nanoTime() - startNanos) / NANOS,
                (own + child) / NANOS,
                child / NANOS,
                heap.get(),
                resident.get());
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }

    private void sample() {
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        heap.accumulateAndGet(used, Math::max);
        long all = processes().mapToLong(Meter::residentBytes).sum();
        resident.accumulateAndGet(all, Math::max);
    }

    private static Stream<ProcessHandle> processes() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants());
    }

    private static long childNanos() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }

    /** The process's proportional share of resident memory, by Linux's account; 0 where there is none. */
    private static long residentBytes(ProcessHandle process) {
        Path account = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        try (Stream<String> lines = Files.lines(account)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
