package io.tickvox.app.runtime;

import io.tickvox.model.TickvoxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that the disk or the memory runs short while there is still enough to stop cleanly: a broker or a database that finds
 * the disk full dies in the middle of a write, and a Java without memory ends without a word.
 */
final class ResourceWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ResourceWatch.class);

    /** Looks at a resource. */
    @FunctionalInterface
    interface Check {
        /** @throws TickvoxException if it runs short */
        void run() throws Exception;
    }

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-resource-watch");
        thread.setDaemon(true);
        return thread;
    });

    private ResourceWatch() {}

    /**
     * Looks again and again.
     *
     * @param look time between two looks
     * @param onShort told once what the first check that failed said
     */
    static ResourceWatch start(Duration look, List<Check> checks, Consumer<TickvoxException> onShort) {
        ResourceWatch watch = new ResourceWatch();
        watch.timer.scheduleWithFixedDelay(
                () -> watch.look(checks, onShort), look.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look(List<Check> checks, Consumer<TickvoxException> onShort) {
        try {
            for (Check check : checks) {
                check.run();
            }
        } catch (TickvoxException e) {
            timer.shutdown();
            onShort.accept(e);
        } catch (Exception e) {
            log.debug("Cannot tell how much is left: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
