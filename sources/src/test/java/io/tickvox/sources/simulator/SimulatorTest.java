package io.tickvox.sources.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.sources.file.Pacer;
import io.tickvox.sources.file.Speed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    @Test
    void sameSeedStartAndDurationGiveTheSameBytesAtTheSameTimes() throws InterruptedException {
        List<String> one = lines(Recording.of(3, Duration.ofMinutes(5), 4, null));
        List<String> two = lines(Recording.of(3, Duration.ofMinutes(5), 4, null));

        assertThat(one).hasSizeGreaterThan(1000).isEqualTo(two);
    }

    @Test
    void anotherSeedGivesOtherPosts() throws InterruptedException {
        List<String> one = lines(Recording.of(3, Duration.ofMinutes(1), 4, null));
        List<String> two = lines(Recording.of(4, Duration.ofMinutes(1), 4, null));

        assertThat(one).doesNotContainAnyElementsOf(two);
    }

    @Test
    void payloadsArriveInOrderOfTime() throws InterruptedException {
        List<Instant> times = Recording.of(3, Duration.ofMinutes(5), 4, null).envelopes.stream()
                .map(Envelope::observedAt)
                .toList();

        assertThat(times).isSorted();
        assertThat(times.get(times.size() - 1)).isBefore(Recording.START.plus(Duration.ofMinutes(5)));
    }

    @Test
    void heartbeatsComeEachSecondForBothChannels() throws InterruptedException {
        assertThat(Recording.of(3, Duration.ofMinutes(1), 4, null).heartbeats).hasSize(120);
    }

    @Test
    void landsThePastBeforeTheClockMovesAndThenKeepsPace() throws InterruptedException {
        AtomicLong nanos = new AtomicLong();
        AtomicLong nanosAtFirstLivePost = new AtomicLong(-1);
        Pacer pacer = new Pacer() {
            @Override
            public long nanoTime() {
                return nanos.get();
            }

            @Override
            public void pause(Duration duration) {
                nanos.addAndGet(duration.toNanos());
            }
        };
        Recording recording = new Recording() {
            @Override
            public void land(Channel channel, Envelope envelope) {
                super.land(channel, envelope);
                if (!envelope.observedAt().isBefore(START.plusSeconds(1))) {
                    nanosAtFirstLivePost.compareAndSet(-1, nanos.get());
                }
            }
        };
        SimulationPlan plan = SimulationPlan.live(Recording.START)
                .withPast(Duration.ofHours(2))
                .withDuration(Duration.ofSeconds(20))
                .withSpeed(new Speed(10));
        new Simulator(SimulatedMarket.create(1), plan, pacer).run(recording, () -> false);

        assertThat(Duration.ofNanos(nanos.get())).isBetween(Duration.ofMillis(1990), Duration.ofMillis(2010));
        assertThat(Duration.ofNanos(nanosAtFirstLivePost.get()))
                .isBetween(Duration.ofMillis(99), Duration.ofMillis(150));
        assertThat(recording.envelopes)
                .filteredOn(envelope -> envelope.observedAt().isBefore(Recording.START))
                .hasSizeGreaterThan(1000);
    }

    @Test
    void stopsWhenToldTo() throws InterruptedException {
        Recording recording = new Recording();
        SimulationPlan plan = SimulationPlan.live(Recording.START).withSpeed(Speed.max());
        Simulator simulator = new Simulator(SimulatedMarket.create(1), plan, Pacer.system());

        TruthSummary landed = simulator.run(recording, () -> recording.envelopes.size() >= 500);

        assertThat(landed.payloads() + landed.quotePayloads()).isEqualTo(500);
        assertThat(simulator.time()).isBefore(Recording.START);
    }

    private static List<String> lines(Recording recording) {
        return recording.envelopes.stream()
                .map(envelope -> envelope.observedAt() + " " + envelope.source() + " " + envelope.stream() + " "
                        + new String(envelope.payload(), StandardCharsets.UTF_8))
                .toList();
    }
}
