package io.tickvox.pipeline.io;

import io.tickvox.model.Envelope;
import io.tickvox.model.EnvelopeCodec;
import io.tickvox.model.InvalidRecordException;
import io.tickvox.model.Normalised;
import io.tickvox.model.Rejection;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import java.time.Instant;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads landed envelopes and maps their payloads to records, inside the Kafka source, so that event time is known for each
 * partition by itself. A record that is no envelope becomes a rejection.
 */
public final class EnvelopeReader implements KafkaRecordDeserializationSchema<Normalised> {
    private static final long serialVersionUID = 1;

    private transient @Nullable EnvelopeCodec codec;
    private transient @Nullable Mapper mapper;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        codec = new EnvelopeCodec();
        mapper = Mappers.standard();
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Normalised> out) {
        if (codec == null || mapper == null) {
            throw new IllegalStateException("Cannot read before the reader is opened");
        }
        byte[] value = record.value() == null ? new byte[0] : record.value();
        Envelope envelope;
        try {
            envelope = codec.decode(value);
        } catch (InvalidRecordException e) {
            out.collect(new Rejection(
                    "kafka",
                    position(record),
                    Instant.ofEpochMilli(record.timestamp()),
                    Rejection.Reason.MALFORMED,
                    String.valueOf(e.getMessage()),
                    value));
            return;
        }
        String position = envelope.position();
        mapper.map(envelope, position == null ? position(record) : position, out::collect);
    }

    @Override
    public TypeInformation<Normalised> getProducedType() {
        return new RecordType<>(Normalised.class, new NormalisedSerializer());
    }

    private static String position(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
