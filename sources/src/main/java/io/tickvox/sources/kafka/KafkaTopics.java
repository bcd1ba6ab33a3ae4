package io.tickvox.sources.kafka;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.model.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics. Retention counts from when a record was appended: Kafka deletes by a record's own time, and by the time
 * they were written replayed posts would be old already.
 */
public final class KafkaTopics {
    /**
     * How long records are kept.
     *
     * @param raw payloads as landed
     * @param published what the job publishes
     */
    public record Retention(Duration raw, Duration published) {
        public static final Retention DEFAULT = new Retention(Duration.ofDays(7), Duration.ofDays(7));
    }

    private static final Set<String> RAW = Set.of(Topics.RAW_POSTS, Topics.RAW_QUOTES);
    private static final List<String> ALL =
            List.of(Topics.RAW_POSTS, Topics.RAW_QUOTES, Topics.MENTIONS, Topics.SENTIMENT_BARS, Topics.PRICE_BARS);
    private static final short BROKER_DEFAULT = -1;
    private static final int VISIBLE_TRIES = 500;
    private static final Duration VISIBLE_PAUSE = Duration.ofMillis(20);

    private KafkaTopics() {}

    /**
     * Makes those of the five topics that are absent and leaves the others as they are; returns when all can be used.
     *
     * @param partitions of each topic made, at least 1
     * @throws TickvoxException {@link ErrorCode#KAFKA_UNAVAILABLE} if Kafka does not answer or refuses
     */
    public static void ensure(Admin admin, int partitions, Retention retention) {
        try {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> absent = new ArrayList<>();
            for (String topic : ALL) {
                if (!present.contains(topic)) {
                    Duration kept = RAW.contains(topic) ? retention.raw() : retention.published();
                    absent.add(
                            new NewTopic(topic, partitions, BROKER_DEFAULT).configs(config(RAW.contains(topic), kept)));
                }
            }
            for (var made : admin.createTopics(absent).values().values()) {
                await(made);
            }
            awaitVisible(admin);
        } catch (ExecutionException e) {
            throw unavailable(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private static void await(org.apache.kafka.common.KafkaFuture<Void> made)
            throws ExecutionException, InterruptedException {
        try {
            made.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** The broker learns of a topic a moment after its controller has made it. */
    private static void awaitVisible(Admin admin) throws ExecutionException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                admin.describeTopics(ALL).allTopicNames().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || tries == VISIBLE_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(VISIBLE_PAUSE.toNanos());
            }
        }
    }

    private static Map<String, String> config(boolean raw, Duration kept) {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()));
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        if (raw) {
            config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(KafkaLanding.MAX_RECORD_BYTES));
        }
        return config;
    }

    private static TickvoxException unavailable(Throwable cause) {
        return new TickvoxException(
                ErrorCode.KAFKA_UNAVAILABLE,
                "Cannot make the topics: " + cause.getMessage()
                        + ". Check that Kafka runs and that its access rules let Tickvox make topics",
                cause);
    }
}
