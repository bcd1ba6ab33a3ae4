package io.tickvox.pipeline.io;

import io.tickvox.pipeline.core.StaleBars;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Names of stale bars between tasks. */
public final class StaleBarsSerializer extends RecordSerializer<StaleBars> {
    private static final long serialVersionUID = 1;

    @Override
    public void serialize(StaleBars bars, DataOutputView out) throws IOException {
        writeString(bars.symbol(), out);
        out.writeLong(bars.session().toEpochMilli());
    }

    @Override
    public StaleBars deserialize(DataInputView in) throws IOException {
        return new StaleBars(readString(in), Instant.ofEpochMilli(in.readLong()));
    }
}
