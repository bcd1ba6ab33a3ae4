package io.tickvox.sources.file;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for sorted runs, made when first asked for and deleted with all in it when closed. */
final class SpillDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpillDirectory.class);
    private static final String PREFIX = "replay-";

    private final Path parent;
    private final java.util.concurrent.atomic.AtomicReference<Path> made =
            new java.util.concurrent.atomic.AtomicReference<>();

    /** Deletes in {@code parent} what a replay that was killed has left behind. */
    SpillDirectory(Path parent) {
        this.parent = parent;
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
                left.forEach(SpillDirectory::delete);
            } catch (IOException e) {
                LOG.warn("Cannot look for sorted runs left in {}", parent, e);
            }
        }
    }

    Path path() {
        Path path = made.get();
        if (path == null) {
            try {
                Files.createDirectories(parent);
                path = Files.createTempDirectory(parent, PREFIX);
                made.set(path);
            } catch (IOException e) {
                throw new TickvoxException(
                        ErrorCode.DISK_FULL,
                        "Cannot make a folder to sort posts in '" + parent + "': " + e.getMessage()
                                + ". Check that it can be written and has free space",
                        e);
            }
        }
        return path;
    }

    @Override
    public void close() {
        Path path = made.getAndSet(null);
        if (path != null) {
            delete(path);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> inside = Files.walk(directory)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("Cannot delete sorted runs in {}", directory, e);
        }
    }
}
