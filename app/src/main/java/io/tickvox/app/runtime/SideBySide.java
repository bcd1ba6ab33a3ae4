package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;

/** Steps that run at the same time, some of them after others. The first failure ends the wait for all. */
final class SideBySide implements AutoCloseable {
    /** A step. */
    interface Step {
        void run() throws Exception;
    }

    private final ExecutorService executor;
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final Phaser running = new Phaser(1);

    SideBySide(String threadName) {
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }

    CompletableFuture<Void> run(Step step) {
        return runAfter(CompletableFuture.completedFuture(null), step);
    }

    /** Runs {@code step} once {@code before} is done; never if that failed. */
    CompletableFuture<Void> runAfter(CompletableFuture<?> before, Step step) {
        return callAfter(before, () -> {
            step.run();
            return null;
        });
    }

    <T> CompletableFuture<T> call(Callable<T> step) {
        return callAfter(CompletableFuture.completedFuture(null), step);
    }

    private <T> CompletableFuture<T> callAfter(CompletableFuture<?> before, Callable<T> step) {
        running.register();
        CompletableFuture<T> result = before.thenApplyAsync(
                ignored -> {
                    try {
                        return step.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                executor);
        result.whenComplete((value, e) -> {
            if (e != null) {
                failed.completeExceptionally(e);
            }
            running.arriveAndDeregister();
        });
        return result;
    }

    /** Returns when all steps are done; throws what the first that failed threw, without waiting for the others. */
    void await() throws InterruptedException {
        CompletableFuture<Void> done =
                CompletableFuture.runAsync(() -> running.awaitAdvance(running.arrive()), executor);
        try {
            CompletableFuture.anyOf(done, failed).get();
            if (failed.isCompletedExceptionally()) {
                failed.get();
            }
        } catch (ExecutionException e) {
            throw known(e);
        }
    }

    private static TickvoxException known(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof TickvoxException known
                ? known
                : new TickvoxException(ErrorCode.INTERNAL, "Cannot start: " + cause, cause);
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
