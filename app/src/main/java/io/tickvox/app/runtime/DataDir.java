package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds all state of one stack. One process at a time owns it; while it does, the file {@code running} tells
 * others how to reach its parts. A folder holds either real or simulated data, for ever.
 */
public final class DataDir implements AutoCloseable {
    /** What the data of a folder are. */
    public enum Kind {
        REAL,
        SIMULATED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String LOCK = "lock";
    private static final String INSTANCE = "instance.properties";
    private static final String RUNNING = "running.properties";

    private final Path folder;
    private final FileChannel lock;

    private DataDir(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder; makes it if it does not exist.
     *
     * @throws TickvoxException {@link ErrorCode#DATA_DIR_IN_USE} if another process has it,
     *     {@link ErrorCode#DATA_DIR_MISMATCH} if its data are of the other kind
     */
    public static DataDir open(Path folder, Kind kind) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder);
            try {
                settle(folder, kind);
                Files.deleteIfExists(folder.resolve(RUNNING));
                return new DataDir(folder, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot use the data folder " + folder
                            + ": no right to read and write it. Choose another --data-dir",
                    e);
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.FILE_UNREADABLE, "Cannot use the data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** What the folder's data are; empty if it holds none yet. */
    public static Optional<Kind> kind(Path folder) {
        return Optional.ofNullable(load(folder.resolve(INSTANCE)).getProperty("data"))
                .map(name -> Kind.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    /** How the parts of the stack that runs on {@code folder} are reached; empty if none does. */
    public static Optional<Running> running(Path folder) {
        Properties properties = load(folder.resolve(RUNNING));
        return properties.isEmpty() ? Optional.empty() : Running.of(properties).filter(Running::isAlive);
    }

    public Path folder() {
        return folder;
    }

    /** Where the log goes. */
    public Path logFile() {
        return folder.resolve("tickvox.log");
    }

    /** Tells other processes how the stack is reached. */
    public void announce(Running running) {
        store(folder.resolve(RUNNING), running.properties());
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(RUNNING));
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process itself has it; told to the caller like any other holder.
        }
        if (held == null) {
            String pid = holder(channel);
            channel.close();
            throw new TickvoxException(
                    ErrorCode.DATA_DIR_IN_USE,
                    "Cannot use the data folder " + folder + ": " + pid
                            + " runs on it. Stop that one, or choose another --data-dir");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        return pid.isEmpty() ? "another tickvox" : "another tickvox (process " + pid + ")";
    }

    private static void settle(Path folder, Kind kind) {
        Kind found = kind(folder).orElse(null);
        if (found == null) {
            Properties properties = new Properties();
            properties.setProperty("data", kind.toString());
            store(folder.resolve(INSTANCE), properties);
        } else if (found != kind) {
            throw new TickvoxException(
                    ErrorCode.DATA_DIR_MISMATCH,
                    "Cannot use the data folder " + folder + ": it holds " + found + " data, and " + kind
                            + " data must not be mixed with them. Choose another --data-dir");
        }
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new TickvoxException(ErrorCode.FILE_UNREADABLE, "Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        return properties;
    }

    private static void store(Path file, Properties properties) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (OutputStream out = Files.newOutputStream(fresh)) {
                properties.store(out, null);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How a running stack is reached.
     *
     * @param pid its process
     * @param kafka Kafka's bootstrap servers
     * @param postgres JDBC address of the database
     * @param server address of the dashboard; null if it is not served
     */
    public record Running(
            long pid,
            String kafka,
            String postgres,
            @Nullable String server) {
        private static Optional<Running> of(Properties properties) {
            try {
                return Optional.of(new Running(
                        Long.parseLong(properties.getProperty("pid", "0")),
                        properties.getProperty("kafka", ""),
                        properties.getProperty("postgres", ""),
                        properties.getProperty("server")));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        private Properties properties() {
            Properties properties = new Properties();
            properties.setProperty("pid", Long.toString(pid));
            properties.setProperty("kafka", kafka);
            properties.setProperty("postgres", postgres);
            if (server != null) {
                properties.setProperty("server", server);
            }
            return properties;
        }

        private boolean isAlive() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }
}
