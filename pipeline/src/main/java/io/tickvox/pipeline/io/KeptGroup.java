package io.tickvox.pipeline.io;

import io.tickvox.pipeline.core.CopyGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CopyGroup} as state keeps it. Nearly all groups have one member and are looked at once; packed they take a
 * third of the heap, and a snapshot of them is a copy of bytes. A large group stays unpacked, so that a text repeated
 * thousands of times is not read anew each time.
 */
public final class KeptGroup {
    private static final int MOST_PACKED = 4;

    private final byte @Nullable [] packed;
    private final @Nullable CopyGroup group;

    private KeptGroup(byte @Nullable [] packed, @Nullable CopyGroup group) {
        this.packed = packed;
        this.group = group;
    }

    /** Keeps {@code group}, which must not be changed without keeping it again. */
    public static KeptGroup of(CopyGroup group) {
        if (group.members().size() > MOST_PACKED) {
            return new KeptGroup(null, group);
        }
        try {
            DataOutputSerializer out = RecordSerializer.buffer();
            StateSerializers.writeGroup(group, out);
            return new KeptGroup(out.getCopyOfBuffer(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KeptGroup ofPacked(byte[] packed) {
        return new KeptGroup(packed, null);
    }

    /** The group; may be changed. */
    public CopyGroup group() {
        if (group != null) {
            return group;
        }
        try {
            return StateSerializers.readGroup(new DataInputDeserializer(Objects.requireNonNull(packed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packed form; null for a large group. */
    byte @Nullable [] packed() {
        return packed;
    }
}
