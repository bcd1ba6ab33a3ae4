package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the job's checkpoints and savepoints. Their numbers grow across restarts, so the complete one with the
 * highest number is the newest, whatever the clocks said.
 */
final class CheckpointStore {
    private static final Logger log = LoggerFactory.getLogger(CheckpointStore.class);
    private static final String METADATA = "_metadata";
    private static final int DEPTH = 2;

    private final Path root;

    /** @param root address of the folder, on any file system that Flink knows */
    CheckpointStore(String root) {
        this.root = new Path(URI.create(root));
    }

    private record Found(Path folder, long number, long modified) {}

    /**
     * Address of the newest complete checkpoint or savepoint.
     *
     * @throws TickvoxException if the folder is there and cannot be listed: to start without what it holds would read all
     *     that has landed anew
     */
    Optional<String> newest() {
        List<Found> found = new ArrayList<>();
        try {
            collect(root.getFileSystem(), root, DEPTH, found);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot list the job's checkpoints in " + root + ": " + e.getMessage()
                            + "; make the folder readable, then start again",
                    e);
        }
        return found.stream()
                .max(Comparator.comparingLong(Found::number).thenComparingLong(Found::modified))
                .map(newest -> newest.folder().toString());
    }

    /** Removes what checkpoints that never completed have left behind; nobody may be writing one. */
    void removeIncomplete() {
        try {
            FileSystem files = root.getFileSystem();
            for (FileStatus job : list(files, root)) {
                for (FileStatus checkpoint : job.isDir() ? list(files, job.getPath()) : new FileStatus[0]) {
                    Path folder = checkpoint.getPath();
                    if (folder.getName().startsWith("chk-") && !files.exists(new Path(folder, METADATA))) {
                        files.delete(folder, true);
                    }
                }
            }
        } catch (IOException e) {
            log.warn("Cannot clear incomplete checkpoints in {}: {}", root, e.toString());
        }
    }

    private static void collect(FileSystem files, Path folder, int depth, List<Found> found) throws IOException {
        for (FileStatus child : list(files, folder)) {
            if (!child.isDir()) {
                continue;
            }
            Path metadata = new Path(child.getPath(), METADATA);
            if (files.exists(metadata)) {
                number(files, metadata)
                        .ifPresent(
                                number -> found.add(new Found(child.getPath(), number, child.getModificationTime())));
            } else if (depth > 1) {
                collect(files, child.getPath(), depth - 1, found);
            }
        }
    }

    private static FileStatus[] list(FileSystem files, Path folder) throws IOException {
        if (!files.exists(folder)) {
            return new FileStatus[0];
        }
        FileStatus[] children = files.listStatus(folder);
        if (children == null) {
            throw new AccessDeniedException(folder.getPath(), null, "the folder cannot be read");
        }
        return children;
    }

    private static Optional<Long> number(FileSystem files, Path metadata) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(files.open(metadata)))) {
            return Optional.of(Checkpoints.loadCheckpointMetadata(
                            in,
                            CheckpointStore.class.getClassLoader(),
                            metadata.getParent().toString())
                    .getCheckpointId());
        } catch (IOException | RuntimeException e) {
            log.warn("Cannot read checkpoint {}: {}", metadata, e.toString());
            return Optional.empty();
        }
    }
}
