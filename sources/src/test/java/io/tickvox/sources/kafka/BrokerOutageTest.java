package io.tickvox.sources.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.Envelope;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.model.Topics;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.ReplayPosition;
import io.tickvox.sources.RunMark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class BrokerOutageTest {
    private static final Map<String, Object> IMPATIENT =
            Map.of("delivery.timeout.ms", 3_000, "request.timeout.ms", 1_000, "max.block.ms", 3_000);
    private static final int PARTITIONS = 2;

    @Test
    void endsTheLandingWithoutLeavingAGap() {
        try (TestBroker broker = TestBroker.start()) {
            broker.reset(PARTITIONS);
            long handedOver = landUntilTheBrokerGoes(broker);
            broker.resume();
            ReplayPosition position;
            try (LandedLog log = LandedLog.open(broker.bootstrapServers())) {
                position = log.position("run", StartOffsets.UNKNOWN);
            }
            long landed = 0;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                List<Long> sequences = sequences(broker, partition);
                List<Long> unbroken = new ArrayList<>();
                for (long sequence = partition; unbroken.size() < sequences.size(); sequence += PARTITIONS) {
                    unbroken.add(sequence);
                }
                assertThat(sequences).isEqualTo(unbroken);
                assertThat(position.last().get(Channel.POSTS).get(partition))
                        .isEqualTo(unbroken.get(unbroken.size() - 1));
                landed += sequences.size();
            }
            assertThat(landed).isBetween(1L, handedOver);
        }
    }

    /** How many envelopes were handed over when the landing told that it had failed. */
    private static long landUntilTheBrokerGoes(TestBroker broker) {
        AtomicLong sequence = new AtomicLong();
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers(), IMPATIENT)) {
            CompletableFuture<Void> outage = CompletableFuture.runAsync(() -> {
                Awaitility.await().until(() -> sequence.get() > 20_000);
                broker.stop();
            });
            assertThatThrownBy(() -> landForEver(landing, sequence))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KAFKA_UNAVAILABLE))
                    .hasMessageContaining(broker.bootstrapServers());
            assertThatThrownBy(landing::flush).isInstanceOf(TickvoxException.class);
            outage.join();
        }
        return sequence.get();
    }

    private static void landForEver(KafkaLanding landing, AtomicLong sequence) {
        byte[] payload = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        while (true) {
            long next = sequence.getAndIncrement();
            landing.land(
                    Channel.POSTS,
                    (int) (next % PARTITIONS),
                    Envelope.json("x", "v1.1", Instant.EPOCH, payload),
                    new RunMark("run", next));
            if (next == 1_000) {
                landing.flush();
            }
        }
    }

    private static List<Long> sequences(TestBroker broker, int partition) {
        List<Long> sequences = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.records(Topics.RAW_POSTS)) {
            RunMark mark = record.partition() == partition ? RunHeaders.read(record.headers()) : null;
            if (mark != null) {
                sequences.add(mark.sequence());
            }
        }
        return sequences;
    }
}
