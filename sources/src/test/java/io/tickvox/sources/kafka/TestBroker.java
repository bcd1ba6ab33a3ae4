package io.tickvox.sources.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka broker in this process, with a folder of its own that is deleted when it is closed. */
public final class TestBroker implements AutoCloseable {
    private final Path directory;
    private final Properties config;
    private final int port;
    private KafkaRaftServer server;

    private TestBroker(Path directory, Properties config, int port) {
        this.directory = directory;
        this.config = config;
        this.port = port;
        this.server = serve();
    }

    public static TestBroker start() {
        try {
            Path directory = Files.createTempDirectory("tickvox-broker");
            int port = freePort();
            int controllerPort = freePort();
            Formatter formatter = new Formatter();
            formatter
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
            return new TestBroker(directory, config(directory, port, controllerPort), port);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start a broker", e);
        }
    }

    private KafkaRaftServer serve() {
        KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
        started.startup();
        return started;
    }

    /** Stops serving; what has landed stays. */
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Serves again, at the same address, after {@link #stop}. */
    public void resume() {
        server = serve();
    }

    private static Properties config(Path directory, int port, int controllerPort) {
        Properties config = new Properties();
        config.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "log.dirs", directory.toString(),
                "auto.create.topics.enable", "false",
                "num.partitions", "1"));
        config.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "group.initial.rebalance.delay.ms", "0"));
        return config;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Deletes and makes the topics anew, with {@code partitions} each. */
    public void reset(int partitions) {
        try (Admin admin = admin()) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            org.awaitility.Awaitility.await()
                    .until(() -> admin.listTopics().names().get().isEmpty());
            KafkaTopics.ensure(admin, partitions, KafkaTopics.Retention.DEFAULT);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot reset topics", e);
        }
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** All records of {@code topic}, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers(), "enable.auto.commit", false);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                while (consumer.position(partition) < ends.get(partition)) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
                }
            }
        }
        return records;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Cannot delete " + directory, e);
        }
    }
}
