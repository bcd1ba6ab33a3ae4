package io.tickvox.app.runtime;

import io.tickvox.server.SourceStatus;
import io.tickvox.sources.file.Pacer;
import io.tickvox.sources.simulator.SimulatedMarket;
import io.tickvox.sources.simulator.SimulationPlan;
import io.tickvox.sources.simulator.Simulator;
import io.tickvox.sources.simulator.TruthSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Lands a simulated market in a running stack, and notes how far it is, so that the next demo goes on from there. */
public final class Demo {
    private static final List<String> NETWORKS = List.of("x", "reddit", "bluesky", "stocktwits", "finnhub", "yahoo");
    private static final long NOTE_MILLIS = 1_000;

    private final Stack stack;
    private final SimulatedMarket market;
    private final SimulationPlan plan;
    private final Path dataDir;
    private final BooleanSupplier stop;
    private final Replay.Listener listener;

    public Demo(
            Stack stack,
            SimulatedMarket market,
            SimulationPlan plan,
            Path dataDir,
            BooleanSupplier stop,
            Replay.Listener listener) {
        this.stack = stack;
        this.market = market;
        this.plan = plan;
        this.dataDir = dataDir;
        this.stop = stop;
        this.listener = listener;
    }

    /** Runs until the plan's end and until all is in the tables; empty if it was stopped before. */
    public Optional<TruthSummary> run() throws Exception {
        Simulator simulator = new Simulator(market, plan, Pacer.system());
        report(SourceStatus.State.CATCHING_UP, "simulated: the past is landed");
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "tickvox-simulator");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<TruthSummary> running = executor.submit(() -> simulator.run(stack.landing(), stop));
            boolean live = false;
            while (!running.isDone()) {
                waitFor(running);
                note(simulator.time());
                if (!live && !simulator.time().isBefore(plan.start())) {
                    live = true;
                    report(SourceStatus.State.LIVE, "simulated");
                }
                tell(live, simulator.time());
            }
            TruthSummary truth = result(running);
            note(simulator.time());
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            report(SourceStatus.State.FINISHED, "simulated: the time asked for is over");
            return new Drain(stack, stop, listener).await() ? Optional.of(truth) : Optional.empty();
        } finally {
            executor.shutdown();
        }
    }

    private void tell(boolean live, Instant time) {
        long landed = stack.landed();
        if (live) {
            listener.update("Live", landed, 0, "payloads landed");
        } else {
            long past = Math.max(1, plan.past().toSeconds());
            long done = past - java.time.Duration.between(time, plan.start()).toSeconds();
            listener.update("Landing the past", Math.max(0, done), past, "s of simulated time");
        }
    }

    private void note(Instant time) throws IOException {
        new SimulationNote(market.seed(), time).write(dataDir);
    }

    private void report(SourceStatus.State state, String detail) {
        NETWORKS.forEach(name -> stack.status().report(name, state, detail));
    }

    private static void waitFor(Future<?> running) throws InterruptedException {
        try {
            running.get(NOTE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Asked again, or told by result().
        }
    }

    private static TruthSummary result(Future<TruthSummary> running) throws Exception {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
