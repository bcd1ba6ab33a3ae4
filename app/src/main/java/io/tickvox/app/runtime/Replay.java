package io.tickvox.app.runtime;

import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.ReplayPosition;
import io.tickvox.sources.file.FileReplay;
import io.tickvox.sources.file.ReplayProgress;
import io.tickvox.sources.file.ReplayResult;
import io.tickvox.sources.kafka.LandedLog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Replays files through a running stack to the end: all landed, all worked through, all in the tables. What an earlier
 * attempt has landed is found on the topics and not landed again.
 */
public final class Replay {
    private static final long POLL_MILLIS = 100;

    /** Told how far it is: what is being done, how much is done, of how much, and of what. */
    public interface Listener {
        void update(String activity, long done, long total, String unit);
    }

    private final Stack stack;
    private final FileReplay files;
    private final Path dataDir;
    private final BooleanSupplier stop;
    private final Listener listener;

    public Replay(Stack stack, FileReplay files, Path dataDir, BooleanSupplier stop, Listener listener) {
        this.stack = stack;
        this.files = files;
        this.dataDir = dataDir;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * What a replay has come to.
     *
     * @param columns the numbers, by name, in the order in which they are shown
     * @param problems files that could not be read to their end
     */
    public record Summary(Map<String, Object> columns, List<TickvoxException> problems) {}

    /** Runs to the end; empty if it was stopped before. */
    public Optional<Summary> run() throws Exception {
        long startNanos = System.nanoTime();
        TableTotals before;
        ReplayPosition position;
        String run = files.fingerprint();
        ReplayNote note = new ReplayNote(dataDir.resolve("replay").resolve(run + ".properties"));
        try (LandedLog log = LandedLog.open(stack.kafkaAddress())) {
            if (note.exists()) {
                position = log.position(run, note.start());
                before = note.totals();
            } else {
                before = TableTotals.of(stack.databaseAddress());
                note.write(log.ends(), before);
                position = ReplayPosition.start(run);
            }
        }
        Optional<ReplayResult> landed = land(position);
        if (landed.isEmpty() || !landed.get().complete()) {
            return Optional.empty();
        }
        if (!new Drain(stack, stop, listener).await()) {
            return Optional.empty();
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return Optional.of(summary(landed.get(), before, seconds));
    }

    private Optional<ReplayResult> land(ReplayPosition position) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "tickvox-replay");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<ReplayResult> landing = executor.submit(() -> files.land(stack.landing(), position, this::tell));
            while (!landing.isDone()) {
                if (stop.getAsBoolean()) {
                    files.cancel();
                }
                waitFor(landing);
            }
            return stop.getAsBoolean() ? Optional.empty() : Optional.of(result(landing));
        } finally {
            executor.shutdown();
        }
    }

    private static void waitFor(Future<?> landing) throws InterruptedException {
        try {
            landing.get(POLL_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            // Asked again, or told by result().
        }
    }

    private static ReplayResult result(Future<ReplayResult> landing) throws Exception {
        try {
            return landing.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void tell(ReplayProgress progress) {
        if (progress.landing()) {
            listener.update("Landing", progress.landed(), progress.linesTotal(), "lines");
        } else {
            listener.update("Reading", progress.bytesRead(), progress.bytesTotal(), "bytes");
        }
    }

    private Summary summary(ReplayResult result, TableTotals before, double seconds) throws SQLException {
        TableTotals now = TableTotals.of(stack.databaseAddress());
        long landed = result.lines().getOrDefault(Channel.POSTS, 0L);
        long landedNow = landed - result.resumed().getOrDefault(Channel.POSTS, 0L);
        long posts = now.posts() - before.posts();
        long rejectedPosts = now.rejectedPosts() - before.rejectedPosts();
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("landed", landed);
        columns.put("posts", posts);
        columns.put("duplicates", Math.max(0, landed - posts - rejectedPosts));
        columns.put("rejected", now.rejected() - before.rejected());
        columns.put("mentions", now.mentions() - before.mentions());
        columns.put("noise", now.noise() - before.noise());
        columns.put("sentiment_bars", now.sentimentBars() - before.sentimentBars());
        columns.put("price_bars", now.priceBars() - before.priceBars());
        columns.put("seconds", Math.round(seconds * 1000) / 1000.0);
        columns.put("posts_per_second", Math.round(landedNow / seconds * 10) / 10.0);
        return new Summary(columns, result.problems());
    }
}
