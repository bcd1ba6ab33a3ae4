package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.model.EnvelopeCodec;
import io.tickvox.model.Post;
import io.tickvox.model.Topics;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import io.tickvox.sources.bluesky.BlueskyFactory;
import io.tickvox.sources.kafka.KafkaLanding;
import io.tickvox.sources.kafka.KafkaTopics;
import io.tickvox.sources.kinesis.KinesisFactory;
import io.tickvox.sources.live.CoverageGap;
import io.tickvox.sources.live.IntakeSettings;
import io.tickvox.sources.live.IntakeStore;
import io.tickvox.sources.live.Intakes;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceReport;
import io.tickvox.sources.live.SourceSettings;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.SymbolList;
import io.tickvox.sources.live.Timing;
import io.tickvox.sources.net.Web;
import io.tickvox.sources.net.WebSettings;
import io.tickvox.testkit.fake.FakeJetstream;
import io.tickvox.testkit.fake.FakeKinesis;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live sources on a real broker that goes away for longer than its clients wait. */
class KafkaOutageTest {
    private static final String AUTHOR = "did:plc:somebody";
    private static final Map<String, Object> IMPATIENT =
            Map.of("delivery.timeout.ms", 2_000, "request.timeout.ms", 1_000, "max.block.ms", 2_000);

    private final Clock clock = Clock.systemUTC();
    private final FakeJetstream bluesky = new FakeJetstream(clock);
    private final FakeKinesis kinesis = new FakeKinesis(clock, "collected", "AKIDTEST", 2);
    private final Memory memory = new Memory();
    private final Set<String> said = new HashSet<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        bluesky.close();
        kinesis.close();
    }

    @Test
    void nothingIsLostWhileKafkaIsAwayForLongerThanItsClientsWait() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.at(folder, 0).start(message -> {});
        String address = kafka.bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            KafkaTopics.ensure(admin, 2, KafkaTopics.Retention.DEFAULT);
        }
        ReopeningLanding landing = new ReopeningLanding(() -> KafkaLanding.open(address, IMPATIENT));
        try (Intakes intakes = start(landing)) {
            say(20);
            awaitState(intakes, SourceState.LIVE);
            eventually().untilAsserted(() -> assertThat(landed(address)).isEqualTo(said));

            kafka.close();
            say(20);
            awaitState(intakes, SourceState.UNREACHABLE);
            eventually().untilAsserted(() -> assertThat(intakes.reports())
                    .allSatisfy(report -> assertThat(report.detail()).contains("Payloads cannot land")));
            eventually().untilAsserted(() -> assertThat(memory.gaps()).isNotEmpty());
            say(20);
            kafka = EmbeddedKafka.at(folder, 0).start(message -> {});
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            say(20);

            eventually().untilAsserted(() -> assertThat(landed(address)).isEqualTo(said));
            awaitState(intakes, SourceState.LIVE);
            eventually().untilAsserted(() -> assertThat(memory.gaps()).isEmpty());
        } finally {
            landing.close();
            kafka.close();
        }
    }

    private Intakes start(ReopeningLanding landing) {
        Web web = new Web(WebSettings.of("tickvox-test", ProxySelector.getDefault()));
        IntakeSettings settings = new IntakeSettings(
                landing,
                memory,
                new SourceEnvironment(web, post -> post.text().contains("$")),
                Timing.of(clock),
                new SymbolList(List.of("AAPL")),
                new Random(1),
                Duration.ofMinutes(1));
        return Intakes.start(
                settings,
                Map.of(
                        new BlueskyFactory(),
                        new SourceSettings(Map.of("base-url", bluesky.uri().toString())),
                        new KinesisFactory(),
                        new SourceSettings(Map.of(
                                "base-url", kinesis.uri().toString(),
                                "region", "us-east-1",
                                "stream", "collected",
                                "payload", "stocktwits/message",
                                "access-key-id", "AKIDTEST",
                                "secret-access-key", "secret"))),
                List.of());
    }

    private void say(int count) {
        for (int i = 0; i < count; i++) {
            int n = said.size();
            bluesky.post(AUTHOR, "key" + n, "long $AAPL " + n);
            said.add(AUTHOR + "/key" + n);
            int id = 900_000_000 + n;
            kinesis.put(
                    "key " + n,
                    ("{\"id\":" + id + ",\"body\":\"long $AAPL\",\"created_at\":\"" + clock.instant()
                                    + "\",\"user\":{\"id\":7,\"username\":\"somebody\"}}")
                            .getBytes(StandardCharsets.UTF_8));
            said.add(Integer.toString(id));
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
    }

    private static void awaitState(Intakes intakes, SourceState wanted) {
        eventually().untilAsserted(() -> assertThat(intakes.reports())
                .extracting(SourceReport::state)
                .containsOnly(wanted));
    }

    /** The ids of all posts on the topic. */
    private static Set<String> landed(String address) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address);
        EnvelopeCodec codec = new EnvelopeCodec();
        Mapper mapper = Mappers.standard();
        Set<String> ids = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RAW_POSTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> mapper.map(codec.decode(record.value()), "", found -> {
                            if (found instanceof Post post) {
                                ids.add(post.postId());
                            }
                        }));
            }
        }
        return ids;
    }

    /** Tables that do not go away. */
    private static final class Memory implements IntakeStore {
        private final Map<String, Map<String, String>> values = new HashMap<>();
        private final Map<String, CoverageGap> gaps = new ConcurrentHashMap<>();

        Collection<CoverageGap> gaps() {
            return gaps.values();
        }

        @Override
        public synchronized Map<String, String> recall(String source) {
            return Map.copyOf(values.getOrDefault(source, Map.of()));
        }

        @Override
        public synchronized void remember(String source, Map<String, String> given) {
            values.computeIfAbsent(source, name -> new HashMap<>()).putAll(given);
        }

        @Override
        public List<CoverageGap> openGaps(String source) {
            return List.of();
        }

        @Override
        public void write(Collection<CoverageGap> written) {
            written.forEach(gap -> gaps.put(gap.source() + gap.start(), gap));
        }

        @Override
        public void remove(Collection<CoverageGap> removed) {
            removed.forEach(gap -> gaps.remove(gap.source() + gap.start()));
        }

        @Override
        public void report(Collection<SourceReport> reports) {
            // Asked of the intakes themselves.
        }
    }
}
