package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The space that is left on the disk of the data folder. */
final class DiskSpace {
    /** Free space below which nothing goes on, in bytes. */
    static final long RESERVE = 128L << 20;

    private DiskSpace() {}

    /**
     * Looks at the disk of {@code folder}, which must exist.
     *
     * @throws TickvoxException {@link ErrorCode#DISK_FULL} if it is nearly full
     */
    static void check(Path folder) throws IOException {
        check(folder, Files.getFileStore(folder).getUsableSpace());
    }

    /** As {@link #check(Path)}, with {@code free} bytes. */
    static void check(Path folder, long free) {
        if (free < RESERVE) {
            throw new TickvoxException(
                    ErrorCode.DISK_FULL,
                    "No space left for " + folder + ": " + (free >> 20) + " MiB are free, and at least "
                            + (RESERVE >> 20)
                            + " are needed. What has landed is kept: free some space and start again");
        }
    }
}
