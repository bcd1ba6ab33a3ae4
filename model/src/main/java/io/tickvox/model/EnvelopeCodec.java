package io.tickvox.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Envelopes in Avro. Every post passes here twice, so the newest schema is written and read by hand, without generic
 * records, and the few distinct names of sources, streams and content types are not made anew for each record.
 */
public final class EnvelopeCodec extends AvroCodec<Envelope> {
    private static final int HEADER = 10;

    private final long fingerprint = fingerprint();
    private final AvroOutput out = new AvroOutput(fingerprint);
    private final Map<Utf8, String> names = new HashMap<>();
    private @Nullable BinaryDecoder reuse;
    private Utf8 scratch = new Utf8();

    public EnvelopeCodec() {
        super("envelope", 1);
    }

    @Override
    public byte[] encode(Envelope envelope) {
        return out.start()
                .string(envelope.source())
                .string(envelope.stream())
                .number(envelope.observedAt().toEpochMilli())
                .string(envelope.contentType())
                .optional(envelope.position())
                .bytes(envelope.payload())
                .finish();
    }

    @Override
    public Envelope decode(byte[] bytes) {
        if (bytes.length < HEADER
                || ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2) != fingerprint) {
            return super.decode(bytes);
        }
        try {
            BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, reuse);
            reuse = in;
            String source = name(in);
            String stream = name(in);
            Instant observedAt = Instant.ofEpochMilli(in.readLong());
            String contentType = name(in);
            String position = in.readIndex() == 0 ? null : in.readString();
            int length = in.readInt();
            if (length > bytes.length) {
                throw new IOException("its payload of " + length + " bytes is cut off");
            }
            byte[] payload = new byte[length];
            in.readFixed(payload);
            return new Envelope(source, stream, observedAt, contentType, payload, position);
        } catch (IOException | RuntimeException e) {
            throw new InvalidRecordException(
                    "Cannot read Envelope of " + bytes.length + " bytes: " + e.getMessage(), e);
        }
    }

    private String name(BinaryDecoder in) throws IOException {
        scratch = in.readString(scratch);
        String known = names.get(scratch);
        if (known == null) {
            known = scratch.toString();
            if (names.size() < 1_000) {
                names.put(new Utf8(scratch), known);
            }
        }
        return known;
    }

    @Override
    protected GenericRecord toGeneric(Envelope envelope) {
        GenericRecord record = new GenericData.Record(schema);
        record.put("source", envelope.source());
        record.put("stream", envelope.stream());
        record.put("observed_at", envelope.observedAt().toEpochMilli());
        record.put("content_type", envelope.contentType());
        record.put("position", envelope.position());
        record.put("payload", ByteBuffer.wrap(envelope.payload()));
        return record;
    }

    @Override
    protected Envelope fromGeneric(GenericRecord record) {
        ByteBuffer payload = (ByteBuffer) record.get("payload");
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return new Envelope(
                string(record, "source"),
                string(record, "stream"),
                instant(record, "observed_at"),
                string(record, "content_type"),
                bytes,
                nullableString(record, "position"));
    }
}
