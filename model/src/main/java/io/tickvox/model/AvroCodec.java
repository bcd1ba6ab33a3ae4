package io.tickvox.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SystemLimitException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one kind of record in Avro's single-object encoding: two bytes {@code C3 01}, the schema's fingerprint,
 * the body (Avro 1.12 specification, "Single-object encoding"). It writes the newest schema and reads every one that was
 * ever written, so no registry is needed. Not safe for use by several threads at once.
 *
 * @param <T> the record
 */
public abstract class AvroCodec<T> {
    /** Twice the largest record that a broker takes: Avro makes room for what a length claims before it reads on. */
    private static final String LONGEST = Integer.toString(64 << 20);

    static {
        // Avro's only way to be told, and only until it reads for the first time.
        for (String limit : List.of(
                SystemLimitException.MAX_BYTES_LENGTH_PROPERTY,
                SystemLimitException.MAX_STRING_LENGTH_PROPERTY,
                SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY)) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, LONGEST);
            }
        }
    }

    protected final Schema schema;
    private final BinaryMessageEncoder<GenericRecord> encoder;
    private final BinaryMessageDecoder<GenericRecord> decoder;

    /** @param name the schemas' resource name; {@code versions} of them exist, numbered from 1 */
    AvroCodec(String name, int versions) {
        SchemaStore.Cache store = new SchemaStore.Cache();
        List<Schema> all = java.util.stream.IntStream.rangeClosed(1, versions)
                .mapToObj(version -> load(name + ".v" + version + ".avsc"))
                .toList();
        all.forEach(store::addSchema);
        schema = all.get(versions - 1);
        encoder = new BinaryMessageEncoder<>(GenericData.get(), schema);
        decoder = new BinaryMessageDecoder<>(GenericData.get(), schema, store);
    }

    /** The newest schema: what {@link #encode} writes. */
    public final Schema schema() {
        return schema;
    }

    /** The record in single-object encoding. */
    public byte[] encode(T value) {
        try {
            java.nio.ByteBuffer buffer = encoder.encode(toGeneric(value));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The record that {@code bytes} hold, written by this or an older version.
     *
     * @throws InvalidRecordException if they hold none, or one of an unknown schema
     */
    public T decode(byte[] bytes) {
        try {
            return fromGeneric(decoder.decode(bytes));
        } catch (IOException | AvroRuntimeException | IllegalArgumentException | ClassCastException e) {
            throw new InvalidRecordException(
                    "Cannot read " + schema.getName() + " of " + bytes.length + " bytes: " + e.getMessage(), e);
        }
    }

    protected abstract GenericRecord toGeneric(T value);

    protected abstract T fromGeneric(GenericRecord record);

    /** Fingerprint of the newest schema as it stands in the header. */
    final long fingerprint() {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    static Instant instant(GenericRecord record, String field) {
        return Instant.ofEpochMilli((Long) record.get(field));
    }

    static String string(GenericRecord record, String field) {
        return record.get(field).toString();
    }

    static @Nullable String nullableString(GenericRecord record, String field) {
        Object value = record.get(field);
        return value == null ? null : value.toString();
    }

    private static Schema load(String resource) {
        try (InputStream in = AvroCodec.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Cannot find schema '" + resource + "'");
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
