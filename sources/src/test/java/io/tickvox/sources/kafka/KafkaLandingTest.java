package io.tickvox.sources.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.Envelope;
import io.tickvox.model.EnvelopeCodec;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.model.Topics;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.ReplayPosition;
import io.tickvox.sources.RunMark;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(BrokerExtension.class)
@ResourceLock(BrokerExtension.BROKER)
final class KafkaLandingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

    private final TestBroker broker;

    KafkaLandingTest(TestBroker broker) {
        this.broker = broker;
    }

    @BeforeEach
    void emptyTopics() {
        broker.reset(3);
    }

    @Test
    void topicsKeepRecordsByTheTimeTheyWereAppended() throws Exception {
        try (Admin admin = broker.admin()) {
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrder(
                            Topics.RAW_POSTS,
                            Topics.RAW_QUOTES,
                            Topics.MENTIONS,
                            Topics.SENTIMENT_BARS,
                            Topics.PRICE_BARS);
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RAW_POSTS);
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            assertThat(config.get("retention.ms").value()).isEqualTo("604800000");
            assertThat(config.get("compression.type").value()).isEqualTo("producer");
        }
    }

    @Test
    void ensuringTopicsTwiceLeavesThemAsTheyAre() {
        try (Admin admin = broker.admin();
                KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers())) {
            KafkaTopics.ensure(admin, 7, KafkaTopics.Retention.DEFAULT);
            assertThat(landing.partitions(Channel.POSTS)).isEqualTo(3);
        }
    }

    @Test
    void landsEachChannelOnItsTopicEvenlyOverThePartitions() {
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers())) {
            for (int i = 0; i < 30; i++) {
                landing.land(Channel.POSTS, envelope("post " + i));
            }
            landing.land(Channel.QUOTES, envelope("quote"));
            landing.flush();
            assertThat(landing.endOffsets(Channel.POSTS)).containsExactly(10L, 10L, 10L);
        }
        assertThat(payloads(Topics.RAW_POSTS)).hasSize(30).contains("post 0", "post 29");
        assertThat(payloads(Topics.RAW_QUOTES)).containsExactly("quote");
    }

    @Test
    void heartbeatReachesEveryPartition() {
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers())) {
            landing.heartbeat(Channel.POSTS, "x", NOW);
            landing.flush();
        }
        assertThat(broker.records(Topics.RAW_POSTS))
                .extracting(ConsumerRecord::partition)
                .containsExactly(0, 1, 2);
        assertThat(payloads(Topics.RAW_POSTS)).containsOnly("2026-03-02T15:00:00Z");
    }

    @Test
    void landsTheLargestPayload() {
        byte[] payload = new byte[KafkaLanding.MAX_PAYLOAD_BYTES];
        new java.util.Random(1).nextBytes(payload);
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers())) {
            landing.land(Channel.POSTS, Envelope.json("x", "v1.1", NOW, payload));
            landing.flush();
        }
        assertThat(new EnvelopeCodec()
                        .decode(broker.records(Topics.RAW_POSTS).get(0).value())
                        .payload())
                .isEqualTo(payload);
    }

    @Test
    void saysWhereItCannotReachKafka() {
        assertThatThrownBy(() -> KafkaLanding.open("127.0.0.1:1", Map.of("max.block.ms", 500)))
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KAFKA_UNAVAILABLE))
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void afterAFailureNothingMoreLands() {
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers())) {
            byte[] tooLarge = new byte[2 * KafkaLanding.MAX_PAYLOAD_BYTES];
            assertThatThrownBy(() -> landing.land(Channel.POSTS, Envelope.json("x", "v1.1", NOW, tooLarge)))
                    .isInstanceOf(TickvoxException.class);
            assertThatThrownBy(() -> landing.land(Channel.POSTS, envelope("after")))
                    .isInstanceOf(TickvoxException.class);
            assertThatThrownBy(landing::flush).isInstanceOf(TickvoxException.class);
        }
        assertThat(payloads(Topics.RAW_POSTS)).isEmpty();
    }

    @Test
    void findsTheLastMarkOfARunBehindAnothersRecords() {
        StartOffsets start;
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers());
                LandedLog log = LandedLog.open(broker.bootstrapServers())) {
            land(landing, "first", 3_100);
            start = log.ends();
            land(landing, "second", 7);
            for (int i = 0; i < 6_000; i++) {
                landing.land(Channel.POSTS, envelope("live"));
            }
            landing.flush();
            assertThat(log.position("first", StartOffsets.UNKNOWN).last().get(Channel.POSTS))
                    .containsExactly(3_099L, 3_097L, 3_098L);
            assertThat(log.position("second", start).last().get(Channel.POSTS)).containsExactly(6L, 4L, 5L);
            assertThat(log.position("third", start).last().get(Channel.POSTS)).containsExactly(-1L, -1L, -1L);
            assertThat(log.position("first", start).last().get(Channel.POSTS)).containsExactly(-1L, -1L, -1L);
        }
    }

    @Test
    void refusesToResumeOnOtherPartitions() {
        try (KafkaLanding landing = KafkaLanding.open(broker.bootstrapServers());
                LandedLog log = LandedLog.open(broker.bootstrapServers())) {
            landing.land(Channel.POSTS, 1, envelope("post"), new RunMark("run", 2));
            landing.flush();
            assertThatThrownBy(() -> log.position("run", StartOffsets.UNKNOWN))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_DIR_MISMATCH));
        }
    }

    @Test
    void positionTellsWhatHasLanded() {
        ReplayPosition position = new ReplayPosition("run", Map.of(Channel.POSTS, List.of(6L, 4L, -1L)));
        assertThat(position.landed(Channel.POSTS, 0, 6)).isTrue();
        assertThat(position.landed(Channel.POSTS, 1, 7)).isFalse();
        assertThat(position.landed(Channel.POSTS, 2, 2)).isFalse();
        assertThat(position.landed(Channel.QUOTES, 0, 0)).isFalse();
    }

    private static void land(KafkaLanding landing, String run, int count) {
        for (int i = 0; i < count; i++) {
            landing.land(Channel.POSTS, i % 3, envelope(run + i), new RunMark(run, i));
        }
        landing.flush();
    }

    private List<String> payloads(String topic) {
        EnvelopeCodec codec = new EnvelopeCodec();
        return broker.records(topic).stream()
                .map(record -> new String(codec.decode(record.value()).payload(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Envelope envelope(String payload) {
        return Envelope.json("x", "v1.1", NOW, payload.getBytes(StandardCharsets.UTF_8));
    }
}
