package io.tickvox.app.runtime;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * Which market a data folder holds and how far it has been simulated.
 *
 * @param seed the market's
 * @param time up to when all has landed, in simulated time
 */
public record SimulationNote(long seed, Instant time) {
    private static final String FILE = "simulation.properties";

    /** The note in {@code dataDir}; empty if nothing was simulated there. */
    public static Optional<SimulationNote> read(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
            return Optional.of(new SimulationNote(
                    Long.parseLong(properties.getProperty("seed", "")),
                    Instant.parse(properties.getProperty("time", ""))));
        } catch (IOException | NumberFormatException | DateTimeException e) {
            throw new TickvoxException(ErrorCode.FILE_UNREADABLE, "Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Leaves the note in {@code dataDir}. */
    void write(Path dataDir) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("seed", Long.toString(seed));
        properties.setProperty("time", time.toString());
        Path file = dataDir.resolve(FILE);
        Path fresh = dataDir.resolve(FILE + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            properties.store(out, null);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
