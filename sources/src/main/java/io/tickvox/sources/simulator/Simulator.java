package io.tickvox.sources.simulator;

import io.tickvox.sources.Landing;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.file.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Lands a simulated market: first some past, as fast as can be, then live at the speed asked for. What took time is made up
 * for, so that at speed 1 simulated time is the wall's, if it started there.
 */
public final class Simulator {
    /** The name that heartbeats carry. */
    public static final String SOURCE = "simulator";

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final SimulatedMarket market;
    private final SimulationPlan plan;
    private final Pacer pacer;
    private volatile Instant time;

    public Simulator(SimulatedMarket market, SimulationPlan plan, Pacer pacer) {
        this.market = market;
        this.plan = plan;
        this.pacer = pacer;
        this.time = plan.start().minus(plan.past());
    }

    /** Up to when all has landed, in simulated time. May be asked for by any thread. */
    public Instant time() {
        return time;
    }

    /**
     * Runs until the plan's duration is over or {@code stop} says so, which is asked at least each tenth of a second, and
     * makes durable what has landed. To be called once.
     *
     * @return what landed
     * @throws InterruptedException if the thread is interrupted
     */
    public TruthSummary run(Landing landing, BooleanSupplier stop) throws InterruptedException {
        Simulation simulation = new Simulation(market, plan.rates(), plan.start(), plan.past());
        Instant end = plan.duration() == null ? Instant.MAX : plan.start().plus(plan.duration());
        try (Truth truth = new Truth(market, plan.truth())) {
            Sink sink = new Sink(landing, truth, stop, pacer.nanoTime());
            while (!sink.stopped && simulation.time().isBefore(end)) {
                simulation.second(sink);
                if (sink.interrupted) {
                    throw new InterruptedException("Interrupted while waiting for the next post");
                }
                if (!sink.stopped) {
                    sink.pause(simulation.time());
                    time = simulation.time();
                }
            }
            landing.flush();
            return truth.summary();
        }
    }

    private final class Sink implements Simulation.Sink {
        private final Landing landing;
        private final Truth truth;
        private final BooleanSupplier stop;
        private final long startNanos;
        private boolean stopped;
        private boolean interrupted;

        Sink(Landing landing, Truth truth, BooleanSupplier stop, long startNanos) {
            this.landing = landing;
            this.truth = truth;
            this.stop = stop;
            this.startNanos = startNanos;
        }

        @Override
        public void emit(Emission emission) {
            pause(Instant.ofEpochMilli(emission.atMillis()));
            if (!stopped) {
                landing.land(emission.channel(), emission.envelope());
                truth.landed(emission);
            }
        }

        @Override
        public void complete(Channel channel, Instant at) {
            if (!stopped) {
                landing.heartbeat(channel, SOURCE, at);
                truth.flush();
            }
        }

        /** Returns when it is time for what happens at {@code due}, or at once when the run is stopped. */
        private void pause(Instant due) {
            long dueMillis = due.toEpochMilli() - plan.start().toEpochMilli();
            boolean paced = !plan.speed().isMax() && dueMillis > 0;
            long wait;
            do {
                stopped |= stop.getAsBoolean();
                double target = paced ? dueMillis * 1e6 / plan.speed().factor() : 0;
                wait = (long) target - (pacer.nanoTime() - startNanos);
                if (!stopped && paced && wait > 0) {
                    sleep(Duration.ofNanos(Math.min(wait, LONGEST_PAUSE.toNanos())));
                }
            } while (!stopped && paced && wait > 0);
        }

        private void sleep(Duration duration) {
            try {
                pacer.pause(duration);
            } catch (InterruptedException e) {
                interrupted = true;
                stopped = true;
            }
        }
    }
}
