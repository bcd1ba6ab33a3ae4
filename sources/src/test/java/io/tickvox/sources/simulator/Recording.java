package io.tickvox.sources.simulator;

import io.tickvox.model.Envelope;
import io.tickvox.sources.Landing;
import io.tickvox.sources.file.Pacer;
import io.tickvox.sources.file.Speed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a run of the simulator landed. */
class Recording implements Landing {
    static final Instant START = Instant.parse("2026-11-20T15:00:30Z");

    final List<Channel> channels = new ArrayList<>();
    final List<Envelope> envelopes = new ArrayList<>();
    final List<Instant> heartbeats = new ArrayList<>();

    /** What a run without a past lands at full speed. */
    static Recording of(long seed, Duration duration, double rate, @Nullable Path truth) throws InterruptedException {
        Recording recording = new Recording();
        SimulationPlan plan = SimulationPlan.live(START)
                .withPast(Duration.ZERO)
                .withDuration(duration)
                .withSpeed(Speed.max())
                .withRates(Rates.steady(rate))
                .withTruth(truth);
        new Simulator(SimulatedMarket.create(seed), plan, Pacer.system()).run(recording, () -> false);
        return recording;
    }

    @Override
    public void land(Channel channel, Envelope envelope) {
        channels.add(channel);
        envelopes.add(envelope);
    }

    @Override
    public void heartbeat(Channel channel, String source, Instant upTo) {
        heartbeats.add(upTo);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
