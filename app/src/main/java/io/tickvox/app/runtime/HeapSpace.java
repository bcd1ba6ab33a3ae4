package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The memory that is left to this process for what it keeps. */
final class HeapSpace {
    /** The largest part of the memory for what lives long that may be in use after a collection. */
    static final double LIMIT = 0.85;

    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMinutes(1);

    private final Supplier<MemoryUsage> afterCollection;
    private final Runnable collect;
    private long lastNanos;
    private boolean collected;

    /**
     * @param afterCollection what was in use after the last collection
     * @param collect collects all that is no longer in use
     */
    HeapSpace(Supplier<MemoryUsage> afterCollection, Runnable collect) {
        this.afterCollection = afterCollection;
        this.collect = collect;
    }

    /** That of this process; empty where it does not tell. */
    static Optional<HeapSpace> ofProcess() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .filter(pool -> pool.isUsageThresholdSupported())
                .filter(pool -> pool.getCollectionUsage() != null
                        && pool.getCollectionUsage().getMax() > 0)
                .findFirst()
                .map(HeapSpace::of);
    }

    private static HeapSpace of(MemoryPoolMXBean pool) {
        return new HeapSpace(pool::getCollectionUsage, System::gc);
    }

    /**
     * Looks at the memory. A collection may have left what it had not looked at, so one that looks at all comes before the
     * verdict, once a minute at most.
     *
     * @throws TickvoxException {@link ErrorCode#MEMORY_FULL} if it is nearly used up
     */
    void check() {
        if (!isShort() || collected && System.nanoTime() - lastNanos < BETWEEN_COLLECTIONS.toNanos()) {
            return;
        }
        collect.run();
        collected = true;
        lastNanos = System.nanoTime();
        if (isShort()) {
            MemoryUsage usage = afterCollection.get();
            throw new TickvoxException(
                    ErrorCode.MEMORY_FULL,
                    "Memory is nearly used up: " + (usage.getUsed() >> 20) + " of " + (usage.getMax() >> 20)
                            + " MiB are in use. What has landed is kept: start again with the job's state on disk"
                            + " (--flink-state-backend rocksdb), or give Java more (TICKVOX_JAVA_OPTS=-Xmx6g)");
        }
    }

    private boolean isShort() {
        MemoryUsage usage = afterCollection.get();
        return usage.getUsed() > LIMIT * usage.getMax();
    }
}
