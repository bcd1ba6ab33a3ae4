package io.tickvox.pipeline.io;

import io.tickvox.model.AvroCodec;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records in Avro, keyed so that those of one ticker keep their order; at least once, so the last record of a
 * key counts.
 */
public final class AvroTopic {
    private AvroTopic() {}

    /**
     * @param codec makes the codec where the sink runs
     * @param key what records are partitioned by
     */
    public static <T> KafkaSink<T> sink(
            String bootstrapServers, String topic, CodecFactory<T> codec, KeyFunction<T> key) {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        properties.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(properties)
                .setRecordSerializer(new Serializer<>(topic, codec, key))
                .build();
    }

    /** Makes a codec; codecs themselves do not travel. */
    public interface CodecFactory<T> extends Supplier<AvroCodec<T>>, Serializable {}

    /** Names what a record is about. */
    public interface KeyFunction<T> extends Function<T, String>, Serializable {}

    private static final class Serializer<T> implements KafkaRecordSerializationSchema<T> {
        private static final long serialVersionUID = 1;

        private final String topic;
        private final CodecFactory<T> factory;
        private final KeyFunction<T> key;
        private transient @Nullable AvroCodec<T> codec;

        Serializer(String topic, CodecFactory<T> factory, KeyFunction<T> key) {
            this.topic = topic;
            this.factory = factory;
            this.key = key;
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext context, Long timestamp) {
            AvroCodec<T> open = codec;
            if (open == null) {
                open = factory.get();
                codec = open;
            }
            return new ProducerRecord<>(topic, key.apply(value).getBytes(StandardCharsets.UTF_8), open.encode(value));
        }
    }
}
