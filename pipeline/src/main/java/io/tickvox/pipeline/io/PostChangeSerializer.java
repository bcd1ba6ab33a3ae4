package io.tickvox.pipeline.io;

import io.tickvox.pipeline.core.PostEvent;
import io.tickvox.store.PostChange;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Table changes between tasks, where a sink does not run in the task that makes them. */
public final class PostChangeSerializer extends RecordSerializer<PostChange> {
    private static final long serialVersionUID = 1;

    private static final int WRITTEN = 0;
    private static final int COPY_MARKED = 1;
    private static final int OBSERVED_EARLIER = 2;
    private static final int REMOVED = 3;
    private static final int WITHDRAWN = 4;

    private final PostEventSerializer events = new PostEventSerializer();

    @Override
    public void serialize(PostChange change, DataOutputView out) throws IOException {
        if (change instanceof PostChange.Written written) {
            out.writeByte(WRITTEN);
            events.serialize(
                    new PostEvent.Upsert(
                            0,
                            written.post(),
                            written.revision(),
                            written.fingerprint(),
                            written.mentions(),
                            written.isNew()),
                    out);
        } else if (change instanceof PostChange.CopyMarked marked) {
            writeName(COPY_MARKED, marked, out);
            out.writeLong(marked.content());
            writeString(marked.copyOf(), out);
        } else if (change instanceof PostChange.ObservedEarlier observed) {
            writeName(OBSERVED_EARLIER, observed, out);
            out.writeLong(observed.observedAt().toEpochMilli());
        } else if (change instanceof PostChange.Removed removed) {
            writeName(REMOVED, removed, out);
            out.writeLong(removed.at().toEpochMilli());
            out.writeBoolean(removed.stale());
            Instant createdAt = removed.createdAt();
            out.writeLong(createdAt == null ? Long.MIN_VALUE : createdAt.toEpochMilli());
            writeNames(removed.symbols(), out);
        } else if (change instanceof PostChange.Withdrawn withdrawn) {
            writeName(WITHDRAWN, withdrawn, out);
            out.writeLong(withdrawn.createdAt().toEpochMilli());
            out.writeLong(withdrawn.at().toEpochMilli());
            writeNames(withdrawn.symbols(), out);
        }
    }

    @Override
    public PostChange deserialize(DataInputView in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case WRITTEN -> {
                PostEvent.Upsert upsert = (PostEvent.Upsert) events.deserialize(in);
                yield new PostChange.Written(
                        upsert.post(), upsert.revision(), upsert.fingerprint(), upsert.mentions(), upsert.isNew());
            }
            case COPY_MARKED ->
                new PostChange.CopyMarked(readString(in), readString(in), in.readLong(), readNullableString(in));
            case OBSERVED_EARLIER ->
                new PostChange.ObservedEarlier(readString(in), readString(in), NormalisedSerializer.instant(in));
            case REMOVED -> readRemoved(in);
            case WITHDRAWN ->
                new PostChange.Withdrawn(
                        readName(in),
                        readString(in),
                        NormalisedSerializer.instant(in),
                        NormalisedSerializer.instant(in),
                        readNames(in));
            default -> throw new IOException("Invalid record: unknown type " + type);
        };
    }

    private static PostChange.Removed readRemoved(DataInputView in) throws IOException {
        String source = readName(in);
        String postId = readString(in);
        Instant at = NormalisedSerializer.instant(in);
        boolean stale = in.readBoolean();
        long createdAt = in.readLong();
        return new PostChange.Removed(
                source,
                postId,
                at,
                stale,
                createdAt == Long.MIN_VALUE ? null : Instant.ofEpochMilli(createdAt),
                readNames(in));
    }

    private static void writeName(int type, PostChange change, DataOutputView out) throws IOException {
        out.writeByte(type);
        writeString(change.source(), out);
        writeString(change.postId(), out);
    }
}
