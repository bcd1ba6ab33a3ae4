package io.tickvox.sources.kafka;

import io.tickvox.model.Envelope;
import io.tickvox.model.EnvelopeCodec;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.PartitionedLanding;
import io.tickvox.sources.RunMark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands envelopes on Kafka with one idempotent producer. What is in flight is bounded by {@code buffer.memory}, beyond which
 * {@link #land} blocks. The first failure ends it: nothing handed over afterwards is sent, so that no partition has a gap,
 * and every later call throws {@link ErrorCode#KAFKA_UNAVAILABLE}.
 */
public final class KafkaLanding implements PartitionedLanding {
    /** Largest payload that fits a record, in bytes; the topics' and the producer's limits are set for it. */
    public static final int MAX_PAYLOAD_BYTES = 16 << 20;

    /** Bound of a record in bytes: the largest payload and room for its envelope. */
    static final int MAX_RECORD_BYTES = MAX_PAYLOAD_BYTES + (1 << 20);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLanding.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Header[] NO_HEADERS = {};

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Channel, Target> targets = new EnumMap<>(Channel.class);
    private final ThreadLocal<EnvelopeCodec> codecs = ThreadLocal.withInitial(EnvelopeCodec::new);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private KafkaLanding(String bootstrapServers, Map<String, Object> config) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Connects to topics that {@link KafkaTopics#ensure} has made.
     *
     * @param client settings of Kafka's producer that override the defaults, for example for security
     * @throws TickvoxException {@link ErrorCode#KAFKA_UNAVAILABLE} if Kafka does not answer or lacks the topics
     */
    public static KafkaLanding open(String bootstrapServers, Map<String, ?> client) {
        KafkaLanding landing = new KafkaLanding(bootstrapServers, config(bootstrapServers, client));
        try {
            for (Channel channel : Channel.values()) {
                int partitions = landing.producer
                        .partitionsFor(ChannelTopics.topic(channel))
                        .size();
                landing.targets.put(channel, landing.new Target(ChannelTopics.topic(channel), partitions));
            }
            return landing;
        } catch (KafkaException e) {
            landing.producer.close(Duration.ZERO);
            throw landing.unavailable(e);
        }
    }

    /** Connects with default settings. */
    public static KafkaLanding open(String bootstrapServers) {
        return open(bootstrapServers, Map.of());
    }

    private static Map<String, Object> config(String bootstrapServers, Map<String, ?> client) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A broker takes any first batch of a producer: with two in flight to a topic just made, the second may pass
        // the
        // first, which then counts as a duplicate and is gone.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000L);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        config.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putAll(client);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return config;
    }

    @Override
    public int partitions(Channel channel) {
        return target(channel).partitions;
    }

    @Override
    public void land(Channel channel, Envelope envelope) {
        Target target = target(channel);
        send(target, target.nextPartition(), envelope, NO_HEADERS);
    }

    @Override
    public void land(Channel channel, int partition, Envelope envelope, RunMark mark) {
        send(target(channel), partition, envelope, RunHeaders.of(mark));
    }

    @Override
    public void heartbeat(Channel channel, String source, Instant at) {
        byte[] payload = at.toString().getBytes(StandardCharsets.UTF_8);
        Envelope envelope = new Envelope(source, "heartbeat", at, Envelope.HEARTBEAT, payload, null);
        Target target = target(channel);
        for (int partition = 0; partition < target.partitions; partition++) {
            send(target, partition, envelope, NO_HEADERS);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The target is told how it ended.
    private void send(Target target, int partition, Envelope envelope, Header[] headers) {
        throwIfFailed();
        byte[] value = codecs.get().encode(envelope);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(target.topic, partition, null, null, value, List.of(headers));
        try {
            producer.send(record, target);
        } catch (KafkaException | IllegalStateException e) {
            fail(e);
        }
        throwIfFailed();
    }

    @Override
    public void flush() {
        throwIfFailed();
        try {
            producer.flush();
        } catch (KafkaException | IllegalStateException e) {
            fail(e);
        }
        throwIfFailed();
    }

    @Override
    public List<Long> endOffsets(Channel channel) {
        AtomicLongArray ends = target(channel).ends;
        return LongStream.range(0, ends.length())
                .map(partition -> ends.get((int) partition))
                .boxed()
                .toList();
    }

    /** Sends what was handed over, for at most ten seconds; never throws. */
    @Override
    public void close() {
        try {
            producer.close(failure.get() == null ? CLOSE_TIMEOUT : Duration.ZERO);
        } catch (KafkaException e) {
            LOG.warn("Cannot close the connection to Kafka at {}", bootstrapServers, e);
        }
    }

    /** Drops what is in flight and ends, as the death of the process would. */
    void abandon() {
        producer.close(Duration.ZERO);
    }

    private Target target(Channel channel) {
        Target target = targets.get(channel);
        if (target == null) {
            throw new IllegalStateException("Cannot land on " + channel);
        }
        return target;
    }

    private void fail(Exception e) {
        failure.compareAndSet(null, e);
    }

    private void throwIfFailed() {
        Exception e = failure.get();
        if (e != null) {
            throw unavailable(e);
        }
    }

    private TickvoxException unavailable(Exception e) {
        return new TickvoxException(
                ErrorCode.KAFKA_UNAVAILABLE,
                "Cannot land on Kafka at " + bootstrapServers + ": " + e.getMessage()
                        + ". Check that the broker runs and has room; a replay started again resumes where it stopped",
                e);
    }

    /** A channel's topic; notes how far each partition is durable. */
    private final class Target implements Callback {
        private final String topic;
        private final int partitions;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLongArray ends;

        Target(String topic, int partitions) {
            this.topic = topic;
            this.partitions = partitions;
            this.ends = new AtomicLongArray(partitions);
        }

        int nextPartition() {
            return Integer.remainderUnsigned(next.getAndIncrement(), partitions);
        }

        @Override
        public void onCompletion(
                org.apache.kafka.clients.producer.@Nullable RecordMetadata metadata, @Nullable Exception e) {
            if (e == null && metadata != null) {
                ends.lazySet(metadata.partition(), metadata.offset() + 1);
            } else if (failure.compareAndSet(null, e)) {
                // Nothing may follow a record that did not land: drop the rest before the sender takes its next batch.
                producer.close(Duration.ZERO);
            }
        }
    }
}
