package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir
    Path folder;

    @Test
    void keepsRecordsAcrossARestartOnTheSameFolderAndPort() throws Exception {
        String address;
        try (EmbeddedKafka kafka = EmbeddedKafka.at(folder, 0).start(message -> {})) {
            address = kafka.bootstrapServers();
            createTopic(address);
            produce(address, "first");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.at(folder, 0).start(message -> {})) {
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            produce(address, "second");
            assertThat(consume(address, 2)).containsExactly("first", "second");
        }
    }

    @Test
    void movesToAnotherPortWhenItsLastOneIsTaken() throws Exception {
        String before;
        try (EmbeddedKafka kafka = EmbeddedKafka.at(folder, 0).start(message -> {})) {
            before = kafka.bootstrapServers();
            createTopic(before);
            produce(before, "first");
        }
        int port = Integer.parseInt(before.substring(before.indexOf(':') + 1));
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                EmbeddedKafka kafka = EmbeddedKafka.at(folder, 0).start(message -> {})) {
            assertThat(kafka.bootstrapServers()).isNotEqualTo(before);
            assertThat(consume(kafka.bootstrapServers(), 1)).containsExactly("first");
            assertThat(other.isBound()).isTrue();
        }
    }

    @Test
    void refusesAPortThatIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> EmbeddedKafka.at(folder, other.getLocalPort()))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PORT_IN_USE))
                    .hasMessageContaining("--kafka-port");
        }
    }

    private static void createTopic(String address) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
        }
    }

    private static void produce(String address, String text) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", address);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("t", text.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static List<String> consume(String address, int count) {
        Map<String, Object> settings = Map.of("bootstrap.servers", address);
        List<String> texts = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (texts.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return texts;
    }
}
