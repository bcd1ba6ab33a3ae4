package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Waits until everything that has landed is in the tables: the job has read to the ends of the topics, its operators have
 * come to rest, a checkpoint made after that has succeeded, which a table's writer lets pass only once it has written, and
 * no post is left whose author has gone.
 */
final class Drain {
    private static final long POLL_MILLIS = 100;
    private static final long REST_NANOS = 1_500_000_000L;
    /** Restarts without a checkpoint in between, with growing pauses: about a minute and a half. */
    private static final int HOPELESS = 12;

    private final Stack stack;
    private final BooleanSupplier stop;
    private final Replay.Listener listener;
    private long checkpoints = -1;
    private double restarts;

    Drain(Stack stack, BooleanSupplier stop, Replay.Listener listener) {
        this.stack = stack;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Whether all is done; false if it was told to stop before.
     *
     * @throws TickvoxException if the job cannot get any further
     */
    boolean await() throws InterruptedException, SQLException {
        while (!stop.getAsBoolean()) {
            if (awaitRead()
                    && awaitRest()
                    && stack.checkpoint()
                    && stack.recordsBehind() == 0
                    && stack.deleteGone()
                    && stack.recompute()) {
                return true;
            }
        }
        return false;
    }

    private boolean awaitRead() throws InterruptedException {
        long first = Math.max(1, stack.recordsBehind());
        while (!stop.getAsBoolean()) {
            long behind = JobMetrics.named("pendingRecords").findAny().isPresent()
                    ? JobMetrics.sum("pendingRecords")
                    : stack.checkpoint() ? stack.recordsBehind() : first;
            if (behind <= 0) {
                return true;
            }
            first = Math.max(first, behind);
            listener.update("Working through", first - behind, first, "records");
            pause();
        }
        return false;
    }

    /** Returns when no operator has taken or given a record for a while. */
    private boolean awaitRest() throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        while (!stop.getAsBoolean()) {
            long records = records();
            if (records != seen || isScoring()) {
                seen = records;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > REST_NANOS) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Whether posts wait for their first score: they are not in the tables yet. */
    private static boolean isScoring() {
        return JobMetrics.sum("scores_awaited") > 0;
    }

    /** Records that all operators have taken and rows that were written; what committers take at checkpoints is left out. */
    private static long records() {
        return Stream.concat(
                        JobMetrics.named("numRecordsIn")
                                .filter(entry -> !entry.operator().endsWith("Committer")),
                        JobMetrics.named("rows"))
                .mapToLong(entry -> (long) entry.value())
                .sum();
    }

    private synchronized void pause() throws InterruptedException {
        long completed = JobMetrics.sum("numberOfCompletedCheckpoints");
        double now = JobMetrics.any("numRestarts").orElse(0.0);
        if (completed != checkpoints) {
            checkpoints = completed;
            restarts = now;
        } else if (now - restarts >= HOPELESS) {
            throw new TickvoxException(
                    ErrorCode.FLINK_UNAVAILABLE,
                    "Cannot go on: the job fails again and again, " + HOPELESS + " times since its last checkpoint: "
                            + stack.lastFailure() + ". What has landed is kept; the next start goes on from there");
        }
        wait(POLL_MILLIS);
    }
}
