package io.tickvox.pipeline.io;

import io.tickvox.pipeline.core.PostEvent;
import io.tickvox.pipeline.core.TableChange;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Table changes between tasks, where a sink does not run in the task that makes them. */
public final class TableChangeSerializer extends RecordSerializer<TableChange> {
    private static final long serialVersionUID = 1;

    private static final int WRITTEN = 0;
    private static final int COPY_MARKED = 1;
    private static final int OBSERVED_EARLIER = 2;
    private static final int REMOVED = 3;

    private final PostEventSerializer events = new PostEventSerializer();

    @Override
    public void serialize(TableChange change, DataOutputView out) throws IOException {
        if (change instanceof TableChange.Written written) {
            out.writeByte(WRITTEN);
            events.serialize(
                    new PostEvent.Upsert(
                            0, written.post(), written.revision(), written.fingerprint(), written.mentions()),
                    out);
        } else if (change instanceof TableChange.CopyMarked marked) {
            writeName(COPY_MARKED, marked, out);
            out.writeLong(marked.content());
            writeString(marked.copyOf(), out);
        } else if (change instanceof TableChange.ObservedEarlier observed) {
            writeName(OBSERVED_EARLIER, observed, out);
            out.writeLong(observed.observedAt().toEpochMilli());
        } else if (change instanceof TableChange.Removed removed) {
            writeName(REMOVED, removed, out);
            out.writeLong(removed.at().toEpochMilli());
            out.writeBoolean(removed.stale());
        }
    }

    @Override
    public TableChange deserialize(DataInputView in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case WRITTEN -> {
                PostEvent.Upsert upsert = (PostEvent.Upsert) events.deserialize(in);
                yield new TableChange.Written(
                        upsert.post(), upsert.revision(), upsert.fingerprint(), upsert.mentions());
            }
            case COPY_MARKED ->
                new TableChange.CopyMarked(readString(in), readString(in), in.readLong(), readNullableString(in));
            case OBSERVED_EARLIER ->
                new TableChange.ObservedEarlier(readString(in), readString(in), NormalisedSerializer.instant(in));
            case REMOVED ->
                new TableChange.Removed(
                        readString(in), readString(in), NormalisedSerializer.instant(in), in.readBoolean());
            default -> throw new IOException("Invalid record: unknown type " + type);
        };
    }

    private static void writeName(int type, TableChange change, DataOutputView out) throws IOException {
        out.writeByte(type);
        writeString(change.source(), out);
        writeString(change.postId(), out);
    }
}
