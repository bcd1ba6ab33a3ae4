package io.tickvox.store.embedded;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on a data folder. {@link #start} owns it: at most one JVM does at a time, and closing stops the
 * server. {@link #attach} speaks to the one that another JVM owns.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The database that holds Tickvox's tables. */
    public static final String DATABASE = "tickvox";

    /** The user that owns the database. */
    public static final String USER = "tickvox";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final Server server;
    private final @Nullable FileChannel lock;
    private final Postmaster postmaster;
    private final String password;
    private final String readerPassword;

    private EmbeddedPostgres(Server server, @Nullable FileChannel lock, Postmaster postmaster) throws IOException {
        this.server = server;
        this.lock = lock;
        this.postmaster = postmaster;
        this.password = Secrets.readOrMake(server.passwordFile());
        this.readerPassword = Secrets.readOrMake(server.readerPasswordFile());
        server.ownSecrets();
    }

    /**
     * Starts the server on {@code dataDir}, whose cluster is made if there is none. One that outlived its JVM is taken
     * over as it is if it was started with the same settings, else started anew.
     *
     * @param dataDir Tickvox's data folder; made if it does not exist
     * @param port where to listen on 127.0.0.1; 0 for any free port
     * @throws TickvoxException {@link ErrorCode#DATA_DIR_IN_USE} if another JVM owns the server on this folder, {@link
     *     ErrorCode#PORT_IN_USE}, or {@link ErrorCode#POSTGRES_UNAVAILABLE} with what the server said
     */
    public static EmbeddedPostgres start(Path dataDir, int port) {
        Path folder = dataDir.toAbsolutePath().normalize().resolve("postgres");
        FileChannel lock = null;
        try {
            makeFolder(folder);
            lock = lock(folder);
            Server server = new Server(folder.toRealPath(), Binaries.unpacked(), Account.forFolder(folder));
            return new EmbeddedPostgres(server, lock, server.start(port));
        } catch (IOException e) {
            release(lock);
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE, "Cannot start PostgreSQL in " + folder + ": " + e, e);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /** The server that another JVM runs on {@code dataDir}; empty if none runs. Closing it leaves the server alone. */
    public static Optional<EmbeddedPostgres> attach(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize().resolve("postgres");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            Server server = new Server(folder.toRealPath(), new Binaries(folder), new Account(null, null, ""));
            Optional<Postmaster> running = server.running().filter(Postmaster::ready);
            return running.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new EmbeddedPostgres(server, null, running.get()));
        } catch (IOException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE,
                    "Cannot read " + folder + ": " + e + ". Run as the user who started Tickvox on this folder",
                    e);
        }
    }

    /** Whether {@code dataDir} holds a cluster, running or not. */
    public static boolean exists(Path dataDir) {
        return Files.isDirectory(dataDir.resolve("postgres").resolve("data"));
    }

    /** The address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + DATABASE;
    }

    public int port() {
        return postmaster.port();
    }

    /** The owner of the tables. */
    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** The password for the user who may only read. */
    public String readerPassword() {
        return readerPassword;
    }

    /** The file that holds {@link #readerPassword()}. */
    public Path readerPasswordFile() {
        return server.readerPasswordFile();
    }

    /** The file that the server writes its messages to. */
    public Path logFile() {
        return server.logFile();
    }

    /** The server's process. */
    public long pid() {
        return postmaster.pid();
    }

    /** Whether the server's process lives. */
    public boolean isRunning() {
        return server.running().isPresent();
    }

    /** Stops the server if this JVM owns it, cutting off its clients. Never throws; further calls do nothing. */
    @Override
    public void close() {
        if (lock == null || !lock.isOpen()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            server.stop(postmaster);
        } catch (IOException | RuntimeException e) {
            log.warn("Cannot stop PostgreSQL (process {}): {}", postmaster.pid(), e.toString());
        } finally {
            release(lock);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("This JVM itself holds the lock on {}", folder);
        }
        channel.close();
        throw new TickvoxException(
                ErrorCode.DATA_DIR_IN_USE,
                "Cannot start PostgreSQL in " + folder + ": another Tickvox runs on this folder. Stop it, or choose"
                        + " another --data-dir");
    }

    private static void release(@Nullable FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            log.debug("Cannot close the lock file: {}", e.toString());
        }
    }
}
