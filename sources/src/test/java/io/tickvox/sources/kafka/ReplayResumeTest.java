package io.tickvox.sources.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.Envelope;
import io.tickvox.model.EnvelopeCodec;
import io.tickvox.model.Topics;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.PartitionedLanding;
import io.tickvox.sources.ReplayPosition;
import io.tickvox.sources.RunMark;
import io.tickvox.sources.file.FileReplay;
import io.tickvox.sources.file.Pacer;
import io.tickvox.sources.file.ReplayPlan;
import io.tickvox.sources.file.ReplayResult;
import io.tickvox.sources.file.Speed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(BrokerExtension.class)
@ResourceLock(BrokerExtension.BROKER)
final class ReplayResumeTest {
    private static final int POSTS = 12_000;
    private static final int PRICES = 2_000;
    private static final int KILLS = 4;

    private final TestBroker broker;

    @TempDir
    private Path directory;

    ReplayResumeTest(TestBroker broker) {
        this.broker = broker;
    }

    @BeforeEach
    void emptyTopics() {
        broker.reset(3);
    }

    @Test
    void landsEachLineOnceHoweverOftenItDies() throws IOException {
        ReplayPlan plan = plan();
        Random random = new Random(11);
        StartOffsets start = ends();
        for (int kill = 0; kill < KILLS; kill++) {
            landUntilKilled(plan, start, 1 + random.nextInt((POSTS + PRICES) / KILLS));
        }
        ReplayResult result = resume(plan, start);
        assertThat(result.lines()).containsEntry(Channel.POSTS, (long) POSTS).containsEntry(Channel.QUOTES, (long)
                PRICES);
        assertThat(result.resumed().get(Channel.POSTS)).isGreaterThan(0);
        assertThat(positions(Topics.RAW_POSTS)).hasSize(POSTS).doesNotHaveDuplicates();
        assertThat(positions(Topics.RAW_QUOTES)).hasSize(PRICES).doesNotHaveDuplicates();
        assertThat(result.endOffsets()).isEqualTo(ends().offsets());
    }

    @Test
    void aFinishedReplayLandsNothingMore() throws IOException {
        ReplayPlan plan = plan();
        resume(plan, StartOffsets.UNKNOWN);
        ReplayResult again = resume(plan, StartOffsets.UNKNOWN);
        assertThat(again.resumed()).isEqualTo(again.lines());
        assertThat(again.bytes()).isZero();
        assertThat(positions(Topics.RAW_POSTS)).hasSize(POSTS);
        assertThat(again.endOffsets()).isEqualTo(ends().offsets());
    }

    private void landUntilKilled(ReplayPlan plan, StartOffsets start, int lines) {
        FileReplay replay = open(plan);
        ReplayPosition position = position(replay, start);
        KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers());
        try {
            replay.land(new Mortal(landing, lines), position, progress -> {});
        } catch (Killed e) {
            landing.abandon();
            awaitWhatWasOnItsWay();
        }
    }

    /** The broker may still take what the dead one had sent: a new process would start later than that. */
    private void awaitWhatWasOnItsWay() {
        AtomicReference<StartOffsets> last = new AtomicReference<>(ends());
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .during(Duration.ofMillis(500))
                .until(() -> {
                    StartOffsets now = ends();
                    return now.equals(last.getAndSet(now));
                });
    }

    private ReplayResult resume(ReplayPlan plan, StartOffsets start) {
        FileReplay replay = open(plan);
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers())) {
            return replay.land(landing, position(replay, start), progress -> {});
        }
    }

    private ReplayPosition position(FileReplay replay, StartOffsets start) {
        try (LandedLog log = LandedLog.open(broker.bootstrapServers())) {
            return log.position(replay.fingerprint(), start);
        }
    }

    private StartOffsets ends() {
        try (LandedLog log = LandedLog.open(broker.bootstrapServers())) {
            return log.ends();
        }
    }

    private static FileReplay open(ReplayPlan plan) {
        return FileReplay.open(plan, Clock.systemUTC(), Pacer.system());
    }

    private ReplayPlan plan() throws IOException {
        Random random = new Random(3);
        List<String> posts = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) {
            Instant at = Instant.ofEpochSecond(1_400_000_000L + random.nextInt(100_000));
            posts.add(
                    "{\"id_str\":\"" + i + "\",\"created_at\":\"" + at + "\",\"text\":\"" + random.nextLong() + "\"}");
        }
        List<String> prices = new ArrayList<>(List.of("ticker,date,open,high,low,close"));
        for (int i = 0; i < PRICES; i++) {
            prices.add("T" + i + ",2014-05-1" + random.nextInt(10) + ",1,1,1,1");
        }
        return new ReplayPlan(
                List.of(Files.write(directory.resolve("posts"), posts, StandardCharsets.UTF_8)),
                List.of(Files.write(directory.resolve("prices"), prices, StandardCharsets.UTF_8)),
                Set.of(),
                Speed.max(),
                directory);
    }

    private List<String> positions(String topic) {
        EnvelopeCodec codec = new EnvelopeCodec();
        return broker.records(topic).stream()
                .map(record -> codec.decode(record.value()))
                .filter(envelope -> !envelope.contentType().equals(Envelope.HEARTBEAT))
                .map(envelope -> String.valueOf(envelope.position()))
                .toList();
    }

    private static final class Killed extends RuntimeException {}

    /** Dies after some lines, as its process would: nothing is flushed. */
    private record Mortal(KafkaLanding landing, java.util.concurrent.atomic.AtomicInteger left)
            implements PartitionedLanding {
        Mortal(KafkaLanding landing, int lines) {
            this(landing, new java.util.concurrent.atomic.AtomicInteger(lines));
        }

        @Override
        public int partitions(Channel channel) {
            return landing.partitions(channel);
        }

        @Override
        public void land(Channel channel, Envelope envelope) {
            landing.land(channel, envelope);
        }

        @Override
        public void land(Channel channel, int partition, Envelope envelope, RunMark mark) {
            if (left.getAndDecrement() == 0) {
                throw new Killed();
            }
            landing.land(channel, partition, envelope, mark);
        }

        @Override
        public void heartbeat(Channel channel, String source, Instant at) {
            landing.heartbeat(channel, source, at);
        }

        @Override
        public List<Long> endOffsets(Channel channel) {
            return landing.endOffsets(channel);
        }

        @Override
        public void flush() {
            landing.flush();
        }

        @Override
        public void close() {
            landing.close();
        }
    }
}
