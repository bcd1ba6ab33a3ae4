package io.tickvox.pipeline.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Serialises immutable records by hand: between tasks on the hot path, and into state. A form kept in state starts with a
 * version of its own.
 *
 * @param <T> the record
 */
public abstract class RecordSerializer<T> extends TypeSerializerSingleton<T> {
    private static final int NULL = -1;
    private static final ThreadLocal<DataOutputSerializer> BUFFERS =
            ThreadLocal.withInitial(() -> new DataOutputSerializer(1_024));

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public @Nullable T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    /**
     * A buffer of the calling thread's own, empty: a record written to it and then on in one piece costs a fraction of one
     * written byte by byte to the stream of a checkpoint.
     */
    static DataOutputSerializer buffer() {
        DataOutputSerializer buffer = BUFFERS.get();
        buffer.clear();
        return buffer;
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new RecordSerializerSnapshot<>(this);
    }

    static void writeString(@Nullable String value, DataOutputView out) throws IOException {
        if (value == null) {
            writeVar(NULL, out);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        writeVar(bytes.length, out);
        out.write(bytes);
    }

    static String readString(DataInputView in) throws IOException {
        String value = readNullableString(in);
        if (value == null) {
            throw new IOException("Invalid record: a string is missing");
        }
        return value;
    }

    static @Nullable String readNullableString(DataInputView in) throws IOException {
        int length = (int) readVar(in);
        if (length == NULL) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** As {@link #readString}, of a string that comes again and again. */
    static String readName(DataInputView in) throws IOException {
        String value = readNullableName(in);
        if (value == null) {
            throw new IOException("Invalid record: a string is missing");
        }
        return value;
    }

    /** As {@link #readNullableString}, of a string that comes again and again. */
    static @Nullable String readNullableName(DataInputView in) throws IOException {
        int length = (int) readVar(in);
        if (length == NULL) {
            return null;
        }
        Names names = Names.ofThread();
        byte[] buffer = names.buffer(length);
        if (buffer == null) {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
        in.readFully(buffer, 0, length);
        return names.take(length);
    }

    static void writeNames(List<String> values, DataOutputView out) throws IOException {
        writeVar(values.size(), out);
        for (String value : values) {
            writeString(value, out);
        }
    }

    static List<String> readNames(DataInputView in) throws IOException {
        int n = (int) readVar(in);
        if (n == 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            values.add(readName(in));
        }
        return values;
    }

    /** Variable-length zig-zag: small numbers of either sign take one byte. */
    static void writeVar(long value, DataOutputView out) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long readVar(DataInputView in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            long next = in.readByte();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IOException("Invalid record: a number is longer than ten bytes");
    }

    static void writeCount(@Nullable Long value, DataOutputView out) throws IOException {
        writeVar(value == null ? -1 : value, out);
    }

    static @Nullable Long readCount(DataInputView in) throws IOException {
        long value = readVar(in);
        return value < 0 ? null : Long.valueOf(value);
    }
}
