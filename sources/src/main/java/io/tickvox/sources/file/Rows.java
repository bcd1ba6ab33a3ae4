package io.tickvox.sources.file;

import org.jspecify.annotations.Nullable;

/** Rows one after the other. */
interface Rows extends AutoCloseable {
    /** The next row, or null after the last. */
    @Nullable
    Row next();

    /** Frees what is open; never throws. */
    @Override
    void close();
}
