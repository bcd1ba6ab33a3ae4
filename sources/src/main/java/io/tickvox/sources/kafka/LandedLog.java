package io.tickvox.sources.kafka;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.ReplayPosition;
import io.tickvox.sources.RunMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads from the raw topics what a replay has landed. Not safe for use by several threads at once. */
public final class LandedLog implements AutoCloseable {
    private static final int FIRST_STEP = 512;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private LandedLog(String bootstrapServers, Map<String, Object> config) {
        this.bootstrapServers = bootstrapServers;
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Opens the raw topics that {@link KafkaTopics#ensure} has made.
     *
     * @param client settings of Kafka's consumer that override the defaults, for example for security
     */
    public static LandedLog open(String bootstrapServers, Map<String, ?> client) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        config.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putAll(client);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new LandedLog(bootstrapServers, config);
    }

    /** Opens them with default settings. */
    public static LandedLog open(String bootstrapServers) {
        return open(bootstrapServers, Map.of());
    }

    /** Where each partition ends now: the start offsets of a replay that begins now. */
    public StartOffsets ends() {
        try {
            Map<Channel, List<Long>> offsets = new EnumMap<>(Channel.class);
            for (Channel channel : Channel.values()) {
                List<TopicPartition> partitions = partitions(channel);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                offsets.put(
                        channel,
                        partitions.stream()
                                .map(partition -> ends.getOrDefault(partition, 0L))
                                .toList());
            }
            return new StartOffsets(offsets);
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    /**
     * How far {@code run} has landed: the last mark of the run in each partition. Searches each partition from its end
     * back, in growing steps, and not beyond {@code since}.
     *
     * @throws TickvoxException {@link ErrorCode#DATA_DIR_MISMATCH} if the topics have other partitions than they had then
     */
    public ReplayPosition position(String run, StartOffsets since) {
        try {
            Map<Channel, List<Long>> last = new EnumMap<>(Channel.class);
            for (Channel channel : Channel.values()) {
                List<TopicPartition> partitions = partitions(channel);
                Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                List<Long> found = new ArrayList<>();
                for (TopicPartition partition : partitions) {
                    long begin = Math.max(begins.getOrDefault(partition, 0L), since.of(channel, partition.partition()));
                    long sequence = lastSequence(partition, begin, ends.getOrDefault(partition, 0L), run);
                    if (sequence >= 0 && sequence % partitions.size() != partition.partition()) {
                        throw repartitioned(partition, partitions.size());
                    }
                    found.add(sequence);
                }
                last.put(channel, found);
            }
            return new ReplayPosition(run, last);
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    private long lastSequence(TopicPartition partition, long begin, long end, String run) {
        consumer.assign(List.of(partition));
        long to = end;
        long step = FIRST_STEP;
        while (to > begin) {
            long from = Math.max(begin, to - step);
            long sequence = lastSequenceWithin(partition, from, to, run);
            if (sequence >= 0) {
                return sequence;
            }
            to = from;
            step *= 4;
        }
        return -1;
    }

    private long lastSequenceWithin(TopicPartition partition, long from, long to, String run) {
        consumer.seek(partition, from);
        long sequence = -1;
        long idleSince = System.nanoTime();
        while (consumer.position(partition) < to) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                RunMark mark = record.offset() < to ? RunHeaders.read(record.headers()) : null;
                if (mark != null && mark.run().equals(run)) {
                    sequence = mark.sequence();
                }
            }
            if (!records.isEmpty()) {
                idleSince = System.nanoTime();
            } else if (System.nanoTime() - idleSince > PATIENCE.toNanos()) {
                throw new org.apache.kafka.common.errors.TimeoutException(
                        "No records of " + partition + " for " + PATIENCE.toSeconds() + " s");
            }
        }
        return sequence;
    }

    private List<TopicPartition> partitions(Channel channel) {
        String topic = ChannelTopics.topic(channel);
        return IntStream.range(0, consumer.partitionsFor(topic).size())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    }

    private static TickvoxException repartitioned(TopicPartition partition, int count) {
        return new TickvoxException(
                ErrorCode.DATA_DIR_MISMATCH,
                "Cannot resume the replay: topic '" + partition.topic() + "' has " + count
                        + " partitions now and had another number when the replay began. Replay into a new data folder");
    }

    private TickvoxException unavailable(KafkaException e) {
        return new TickvoxException(
                ErrorCode.KAFKA_UNAVAILABLE,
                "Cannot read from Kafka at " + bootstrapServers + ": " + e.getMessage()
                        + ". Check that the broker runs",
                e);
    }
}
