package io.tickvox.pipeline.io;

import io.tickvox.pipeline.core.Awaited;
import io.tickvox.pipeline.core.PostEvent;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Posts that wait for their scores, in state. */
public final class AwaitedSerializer extends RecordSerializer<Awaited> {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;
    private static final PostEventSerializer EVENTS = new PostEventSerializer();

    @Override
    public void serialize(Awaited awaited, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        out.writeBoolean(awaited.shown());
        writeVar(awaited.attempts(), out);
        out.writeLong(awaited.since());
        out.writeLong(awaited.due());
        EVENTS.serialize(awaited.event(), out);
    }

    @Override
    public Awaited deserialize(DataInputView in) throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("Invalid state of version " + version + ": expected " + VERSION);
        }
        boolean shown = in.readBoolean();
        int attempts = (int) readVar(in);
        long since = in.readLong();
        long due = in.readLong();
        PostEvent event = EVENTS.deserialize(in);
        return new Awaited(event, shown, attempts, since, due);
    }
}
