package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.model.Topics;
import io.tickvox.sources.kafka.KafkaTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** Kafka: a broker inside this process, or the one that the settings name; with our topics. */
final class KafkaPart {
    /** Start of the names of Kafka's groups under which the job commits how far it has come. */
    static final String JOB_GROUP = "tickvox-pipeline";

    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Map<String, Object> PATIENCE =
            Map.of("default.api.timeout.ms", 15_000, "request.timeout.ms", 10_000, "client.id", "tickvox-admin");

    private final Config config;
    private final String address;
    private final @Nullable EmbeddedKafka broker;
    private @Nullable Admin admin;

    private KafkaPart(Config config, String address, @Nullable EmbeddedKafka broker) {
        this.config = config;
        this.address = address;
        this.broker = broker;
    }

    /** Settles the address; nothing is started. */
    static KafkaPart at(Config config, Path dataDir) {
        Optional<String> external = config.optional(Keys.KAFKA_BOOTSTRAP_SERVERS);
        if (external.isPresent()) {
            return new KafkaPart(config, external.get(), null);
        }
        EmbeddedKafka broker = EmbeddedKafka.at(dataDir.resolve("kafka"), config.value(Keys.KAFKA_PORT));
        return new KafkaPart(config, broker.bootstrapServers(), broker);
    }

    /** Starts the broker if it is inside, and makes the topics that are absent. */
    void start(Parts parts, Consumer<String> onFatal) throws Exception {
        EmbeddedKafka own = broker;
        if (own != null) {
            parts.open(Parts.Kind.KAFKA, () -> own.start(onFatal));
        }
        Map<String, Object> client = new HashMap<>(PATIENCE);
        client.put("bootstrap.servers", address);
        Admin opened = parts.open(Parts.Kind.ADMIN, () -> Admin.create(client));
        admin = opened;
        Duration kept = config.value(Keys.KAFKA_RETENTION);
        try {
            KafkaTopics.ensure(opened, config.value(Keys.KAFKA_PARTITIONS), new KafkaTopics.Retention(kept, kept));
        } catch (TickvoxException e) {
            throw own != null
                    ? e
                    : new TickvoxException(
                            ErrorCode.KAFKA_UNAVAILABLE,
                            "Cannot reach Kafka at " + address + " (kafka.bootstrap-servers): " + e.getMessage(),
                            e);
        }
    }

    /** What clients connect to. */
    String address() {
        return address;
    }

    /** Where it is, for people. */
    String description() {
        return broker == null ? "external Kafka on " + address : "Kafka on " + address;
    }

    /** Offset after the last record of each partition of the raw topics. */
    Map<TopicPartition, Long> rawEnds() throws InterruptedException {
        Admin client = admin();
        try {
            var topics = client.describeTopics(java.util.List.of(Topics.RAW_POSTS, Topics.RAW_QUOTES))
                    .allTopicNames()
                    .get(ANSWER.toSeconds(), TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            topics.forEach((topic, description) -> description
                    .partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            return client.listOffsets(wanted).all().get(ANSWER.toSeconds(), TimeUnit.SECONDS).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(e);
        }
    }

    /** How many landed records the job's last checkpoint had not reached. */
    long behind() throws InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        committed.putAll(committed(JOB_GROUP + "-posts"));
        committed.putAll(committed(JOB_GROUP + "-quotes"));
        return rawEnds().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private Map<TopicPartition, Long> committed(String group) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin().listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(ANSWER.toSeconds(), TimeUnit.SECONDS);
            Map<TopicPartition, Long> committed = new HashMap<>();
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    committed.put(partition, offset.offset());
                }
            });
            return committed;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw unavailable(e);
        } catch (TimeoutException e) {
            throw unavailable(e);
        }
    }

    private Admin admin() {
        Admin client = admin;
        if (client == null) {
            throw new TickvoxException(ErrorCode.KAFKA_UNAVAILABLE, "Kafka is not started yet");
        }
        return client;
    }

    private TickvoxException unavailable(Exception e) {
        return new TickvoxException(
                ErrorCode.KAFKA_UNAVAILABLE, "Cannot ask Kafka at " + address + ": " + e.getMessage(), e);
    }
}
