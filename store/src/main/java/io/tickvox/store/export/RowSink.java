package io.tickvox.store.export;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes rows one after the other. Does not close the stream that it writes to. */
interface RowSink {
    /** @param values one for each column, of the type that its kind says; null for null */
    void row(@Nullable Object[] values) throws IOException;

    /** Writes what is left. */
    void finish() throws IOException;
}
