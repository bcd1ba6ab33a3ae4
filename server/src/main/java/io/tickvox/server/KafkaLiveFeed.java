package io.tickvox.server;

import io.tickvox.model.AvroCodec;
import io.tickvox.model.InvalidRecordException;
import io.tickvox.model.PriceBarCodec;
import io.tickvox.model.ScoredMentionCodec;
import io.tickvox.model.SentimentBarCodec;
import io.tickvox.model.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the job's own topics from their ends. One thread reads and decodes each record once, however many listen; while
 * nobody does, it reads nothing. It belongs to no consumer group and commits nothing: who wants what was before asks the
 * tables. When more comes than can be followed live, as in a replay at full speed, it passes over to the end and says so.
 */
public final class KafkaLiveFeed implements LiveFeed {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLiveFeed.class);

    /** Records behind the end from which on the feed passes over. */
    private static final long MAX_LAG = 2_000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final long IDLE_MILLIS = 1_000;
    private static final long BREATHER_MILLIS = 250;
    private static final long RETRY_MILLIS = 1_000;
    private static final long REFRESH_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<String, Object> properties;
    private final Map<String, BiConsumer<byte[], LiveListener>> readers = Map.of(
            Topics.MENTIONS, reader(new ScoredMentionCodec(), (mention, listener) -> listener.mention(mention)),
            Topics.SENTIMENT_BARS, reader(new SentimentBarCodec(), (bar, listener) -> listener.sentimentBar(bar)),
            Topics.PRICE_BARS, reader(new PriceBarCodec(), (bar, listener) -> listener.priceBar(bar)));
    private final List<LiveListener> listeners = new CopyOnWriteArrayList<>();
    private final LiveListener all = new FanOut(listeners);
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Object change = new Object();
    private final Thread thread = new Thread(this::run, "tickvox-live-feed");
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile boolean closed;
    private volatile boolean following;

    private KafkaLiveFeed(String bootstrapServers) {
        properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName(),
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "tickvox-live-feed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) CALL.toMillis(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted");
        thread.setDaemon(true);
    }

    /**
     * A feed from the broker at {@code bootstrapServers}, which may come up later or come back after a fault.
     */
    public static KafkaLiveFeed start(String bootstrapServers) {
        KafkaLiveFeed feed = new KafkaLiveFeed(bootstrapServers);
        feed.thread.start();
        return feed;
    }

    /** Whether the broker answers and all topics are there. */
    public boolean isFollowing() {
        return following;
    }

    @Override
    public Subscription subscribe(LiveListener listener) {
        listeners.add(listener);
        synchronized (change) {
            change.notifyAll();
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        closed = true;
        synchronized (change) {
            change.notifyAll();
        }
        Consumer<byte[], byte[]> open = current;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(CALL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
                current = consumer;
                follow(consumer);
            } catch (InterruptedException | InterruptException | WakeupException e) {
                LOG.debug("Stopping");
                closed = true;
            } catch (RuntimeException e) {
                if (following) {
                    LOG.warn("Cannot follow the job's topics for now: {}", e.getMessage());
                }
                following = false;
                pause(RETRY_MILLIS);
            }
        }
        following = false;
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        long assignedAt = 0;
        while (!closed) {
            if (!following || System.nanoTime() - assignedAt > REFRESH_NANOS) {
                following = assign(consumer);
                assignedAt = System.nanoTime();
            }
            if (!following) {
                await(RETRY_MILLIS, false);
            } else if (listeners.isEmpty()) {
                toEnd(consumer);
                await(IDLE_MILLIS, true);
            } else {
                consumer.poll(POLL).forEach(this::dispatch);
                notePositions(consumer);
                skipIfBehind(consumer);
            }
        }
    }

    /** Takes on all partitions there are; false while a topic is missing. */
    private boolean assign(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (String topic : readers.keySet()) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                return false;
            }
            found.forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
        }
        if (!partitions.equals(consumer.assignment())) {
            Set<TopicPartition> added = new HashSet<>(partitions);
            added.removeAll(consumer.assignment());
            consumer.assign(partitions);
            for (TopicPartition partition : added) {
                Long known = positions.get(partition);
                if (known == null) {
                    consumer.seekToEnd(List.of(partition));
                } else {
                    consumer.seek(partition, known);
                }
            }
            notePositions(consumer);
        }
        return true;
    }

    private void toEnd(Consumer<byte[], byte[]> consumer) {
        consumer.seekToEnd(consumer.assignment());
        notePositions(consumer);
    }

    /** Finds out where the consumer stands, and keeps it, so that a new one goes on there after a fault. */
    private void notePositions(Consumer<byte[], byte[]> consumer) {
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition, CALL)));
    }

    private void dispatch(ConsumerRecord<byte[], byte[]> record) {
        BiConsumer<byte[], LiveListener> reader = readers.get(record.topic());
        if (reader == null || record.value() == null) {
            return;
        }
        try {
            reader.accept(record.value(), all);
        } catch (InvalidRecordException e) {
            LOG.warn(
                    "Cannot read {}-{} at {}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private void skipIfBehind(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        long behind = 0;
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            behind += lag.orElse(0);
        }
        if (behind > MAX_LAG) {
            toEnd(consumer);
            all.skipped(behind);
            await(BREATHER_MILLIS, false);
        }
    }

    /** Waits until the time is over or the feed closes, or, if {@code untilHeard}, until somebody listens. */
    private void await(long millis, boolean untilHeard) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        synchronized (change) {
            while (!closed && !(untilHeard && !listeners.isEmpty())) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                change.wait(left);
            }
        }
    }

    private void pause(long millis) {
        try {
            await(millis, false);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private static <T> BiConsumer<byte[], LiveListener> reader(AvroCodec<T> codec, BiConsumer<T, LiveListener> to) {
        return (bytes, listener) -> to.accept(codec.decode(bytes), listener);
    }
}
