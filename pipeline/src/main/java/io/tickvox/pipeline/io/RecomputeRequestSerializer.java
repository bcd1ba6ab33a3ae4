package io.tickvox.pipeline.io;

import io.tickvox.store.RecomputeRequest;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Names of stale bars between tasks. */
public final class RecomputeRequestSerializer extends RecordSerializer<RecomputeRequest> {
    private static final long serialVersionUID = 1;

    @Override
    public void serialize(RecomputeRequest bars, DataOutputView out) throws IOException {
        writeString(bars.symbol(), out);
        out.writeLong(bars.session().toEpochMilli());
    }

    @Override
    public RecomputeRequest deserialize(DataInputView in) throws IOException {
        return new RecomputeRequest(readString(in), Instant.ofEpochMilli(in.readLong()));
    }
}
