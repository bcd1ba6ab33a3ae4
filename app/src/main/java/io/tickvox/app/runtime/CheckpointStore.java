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
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.jspecify.annotations.Nullable;
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
    private static final String HEAP = "hashmap";
    private static final String ROCKSDB = "rocksdb";

    private final Path root;

    /** @param root address of the folder, on any file system that Flink knows */
    CheckpointStore(String root) {
        this.root = new Path(URI.create(root));
    }

    /**
     * A complete checkpoint or savepoint.
     *
     * @param backend the only state backend that can read it; null if any can
     */
    record Checkpoint(String address, @Nullable String backend) {
        /** @throws TickvoxException {@link ErrorCode#INVALID_CONFIG} if {@code configured} cannot read it */
        void requireBackend(String configured) {
            if (backend != null && !backend.equals(configured)) {
                String written = backend.equals(HEAP) ? "heap" : backend;
                throw new TickvoxException(
                        ErrorCode.INVALID_CONFIG,
                        "Cannot resume with another flink.state-backend than '" + written + "' from " + address
                                + ": the job did not stop cleanly. Start it with --flink-state-backend " + written
                                + ", stop it, then change the setting");
            }
        }
    }

    private record Found(
            Path folder,
            long number,
            long modified,
            @Nullable String backend) {
        Checkpoint checkpoint() {
            return new Checkpoint(folder.toString(), backend);
        }
    }

    /**
     * The newest complete checkpoint or savepoint.
     *
     * @throws TickvoxException if the folder is there and cannot be listed: to start without what it holds would read all
     *     that has landed anew
     */
    Optional<Checkpoint> newest() {
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
                .map(Found::checkpoint);
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
                read(files, metadata)
                        .ifPresent(content -> found.add(new Found(
                                child.getPath(),
                                content.getCheckpointId(),
                                child.getModificationTime(),
                                backend(content))));
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

    /** The backend whose own form the keyed state is in; null if it is in Flink's common form, as in our savepoints. */
    private static @Nullable String backend(CheckpointMetadata metadata) {
        return metadata.getOperatorStates().stream()
                .flatMap(operator -> operator.getSubtaskStates().values().stream())
                .flatMap(subtask -> subtask.getManagedKeyedState().stream())
                .filter(handle -> !(handle instanceof KeyGroupsSavepointStateHandle))
                .map(handle -> handle instanceof IncrementalKeyedStateHandle ? ROCKSDB : HEAP)
                .findAny()
                .orElse(null);
    }

    private static Optional<CheckpointMetadata> read(FileSystem files, Path metadata) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(files.open(metadata)))) {
            return Optional.of(Checkpoints.loadCheckpointMetadata(
                    in,
                    CheckpointStore.class.getClassLoader(),
                    metadata.getParent().toString()));
        } catch (IOException | RuntimeException e) {
            log.warn("Cannot read checkpoint {}: {}", metadata, e.toString());
            return Optional.empty();
        }
    }
}
