package io.tickvox.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
    private final Map<Utf8, String> names = new HashMap<>();
    private @Nullable BinaryDecoder reuse;
    private Utf8 scratch = new Utf8();

    public EnvelopeCodec() {
        super("envelope", 1);
    }

    @Override
    public byte[] encode(Envelope envelope) {
        byte[] source = envelope.source().getBytes(StandardCharsets.UTF_8);
        byte[] stream = envelope.stream().getBytes(StandardCharsets.UTF_8);
        byte[] contentType = envelope.contentType().getBytes(StandardCharsets.UTF_8);
        String position = envelope.position();
        byte[] at = position == null ? null : position.getBytes(StandardCharsets.UTF_8);
        byte[] payload = envelope.payload();
        int bound = HEADER
                + source.length
                + stream.length
                + contentType.length
                + (at == null ? 0 : at.length)
                + payload.length
                + 40;
        ByteBuffer out = ByteBuffer.allocate(bound).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0xC3).put((byte) 0x01).putLong(fingerprint);
        putBytes(out, source);
        putBytes(out, stream);
        putLong(out, envelope.observedAt().toEpochMilli());
        putBytes(out, contentType);
        if (at == null) {
            putLong(out, 0);
        } else {
            putLong(out, 1);
            putBytes(out, at);
        }
        putBytes(out, payload);
        return java.util.Arrays.copyOf(out.array(), out.position());
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
            byte[] payload = new byte[in.readInt()];
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

    private static void putBytes(ByteBuffer out, byte[] bytes) {
        putLong(out, bytes.length);
        out.put(bytes);
    }

    /** Avro's variable-length zig-zag form of {@code value}. */
    private static void putLong(ByteBuffer out, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
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
