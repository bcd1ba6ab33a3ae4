package io.tickvox.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The baseline: the same posts through the same broker, read by a plain consumer that parses two fields of each with Jackson
 * and does nothing with them.
 */
final class PlainKafka {
    private static final String TOPIC = "bench.baseline";
    private static final int PARTITIONS = 2;
    private static final int BATCH_BYTES = 256 << 10;

    private final String bootstrapServers;

    private String topic = TOPIC;
    private int topics;

    PlainKafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Produces {@code posts} posts while they are consumed. */
    Usage produceAndConsume(PostGenerator generator, long posts) throws ExecutionException, InterruptedException {
        makeTopic();
        try (Meter meter = Meter.start()) {
            CompletableFuture<Integer> consumed = CompletableFuture.supplyAsync(() -> consume(posts));
            produce(generator, posts);
            consumed.get();
            return meter.read(posts);
        } finally {
            deleteTopic();
        }
    }

    /** Consumes {@code posts} posts that have been produced before. */
    Usage consume(PostGenerator generator, long posts) throws ExecutionException, InterruptedException {
        makeTopic();
        produce(generator, posts);
        try (Meter meter = Meter.start()) {
            consume(posts);
            return meter.read(posts);
        } finally {
            deleteTopic();
        }
    }

    private void produce(PostGenerator generator, long posts) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                "lz4",
                // With two in flight to a topic just made, the second batch may pass the first, which is then refused.
                "max.in.flight.requests.per.connection",
                1,
                "linger.ms",
                5,
                "batch.size",
                BATCH_BYTES);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            AtomicReference<Exception> failure = new AtomicReference<>();
            for (long i = 0; i < posts; i++) {
                var unused = producer.send(
                        new ProducerRecord<>(topic, (int) (i % PARTITIONS), null, generator.next()), (at, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
            }
            producer.flush();
            if (failure.get() != null) {
                throw new IllegalStateException("Cannot produce to " + topic, failure.get());
            }
        }
    }

    private int consume(long posts) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.auto.commit",
                false,
                "max.poll.records",
                5_000,
                "auto.offset.reset",
                "earliest");
        int sum = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (long read = 0; read < posts; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    sum += PlainParse.read(record.value());
                    read++;
                }
            }
        }
        return sum;
    }

    /** Each time another, so that nothing of one that is being deleted is in the way. */
    private void makeTopic() throws ExecutionException, InterruptedException {
        topic = TOPIC + '-' + ++topics;
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void deleteTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }
}
