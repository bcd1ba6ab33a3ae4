package io.tickvox.sources.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.model.Envelope;
import io.tickvox.sources.Landing;
import io.tickvox.sources.file.Pacer;
import io.tickvox.sources.file.Speed;
import io.tickvox.testkit.truth.GroundTruth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void beginsWithTheCloseBeforeTheWeekend() throws InterruptedException {
        Instant sunday = Instant.parse("2026-11-22T20:00:00Z");
        Recording recording = new Recording();
        SimulationPlan plan = SimulationPlan.live(sunday).withSpeed(Speed.max());
        new Simulator(SimulatedMarket.create(1), plan, Pacer.system())
                .run(recording, () -> recording.envelopes.size() >= 31);

        assertThat(recording.channels.subList(0, 30)).containsOnly(Landing.Channel.QUOTES);
        assertThat(recording.envelopes.subList(0, 30))
                .extracting(Envelope::observedAt)
                .containsOnly(Instant.parse("2026-11-20T21:00:00Z"));
        assertThat(recording.envelopes.get(30).observedAt()).isAfter(Instant.parse("2026-11-21T18:00:00Z"));
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

    @Test
    void goesOnAfterAStopWithTheSameMarketAndNewIds(@TempDir Path one, @TempDir Path two) throws InterruptedException {
        SimulatedMarket market = SimulatedMarket.create(9);
        SimulationPlan plan = SimulationPlan.live(Recording.START)
                .withPast(Duration.ofHours(1))
                .withDuration(Duration.ofMinutes(5))
                .withSpeed(Speed.max())
                .withRates(Rates.steady(2));
        Simulator first = new Simulator(market, plan.withTruth(one), Pacer.system());
        first.run(new Recording(), () -> false);
        Instant later = first.time().plus(Duration.ofMinutes(20));
        SimulationPlan rest = new SimulationPlan(
                later, Duration.between(first.time(), later), plan.duration(), plan.speed(), plan.rates(), two);
        new Simulator(SimulatedMarket.create(9), rest, Pacer.system()).run(new Recording(), () -> false);

        GroundTruth before = GroundTruth.read(one);
        GroundTruth after = GroundTruth.read(two);
        assertThat(first.time()).isEqualTo(Recording.START.plus(Duration.ofMinutes(5)));
        assertThat(after.leads()).isEqualTo(before.leads());
        assertThat(after.posts()).hasSizeGreaterThan(1500);
        assertThat(after.posts().keySet())
                .doesNotContainAnyElementsOf(before.posts().keySet());
        assertThat(after.posts().values())
                .allSatisfy(post -> assertThat(post.createdAt()).isAfterOrEqualTo(first.time()));
    }

    @Test
    void pricesDoNotDependOnWhichDayWasLookedAtFirst() {
        SimulatedMarket one = SimulatedMarket.create(2);
        SimulatedMarket two = SimulatedMarket.create(2);
        long day = 86_400_000;
        long at = Recording.START.toEpochMilli() / 60_000 * 60_000;
        for (Company company : one.companies()) {
            two.bar(company, at + 3 * day);
            assertThat(one.bar(company, at)).isEqualTo(two.bar(company, at));
            long midnight = Math.floorDiv(at, day) * day;
            assertThat(one.bar(company, midnight - 60_000).close())
                    .isEqualTo(one.bar(company, midnight).open());
        }
    }

    private static List<String> lines(Recording recording) {
        return recording.envelopes.stream()
                .map(envelope -> envelope.observedAt() + " " + envelope.source() + " " + envelope.stream() + " "
                        + new String(envelope.payload(), StandardCharsets.UTF_8))
                .toList();
    }
}
