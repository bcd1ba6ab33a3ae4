package io.tickvox.app.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/**
 * The world as a command sees it.
 *
 * @param in standard input
 * @param out standard output: data alone
 * @param err standard error: everything else; flushed at each line's end
 * @param environment environment variables
 * @param workingFolder what relative paths are relative to
 * @param home the user's home folder
 * @param clock the time
 * @param dataTerminal whether {@code out} is a terminal
 * @param progressTerminal whether {@code err} is one
 */
public record Console(
        InputStream in,
        OutputStream out,
        PrintWriter err,
        Map<String, String> environment,
        Path workingFolder,
        Path home,
        Clock clock,
        boolean dataTerminal,
        boolean progressTerminal) {
    public Console {
        environment = Map.copyOf(environment);
    }

    /** Those of this process; its clock counts milliseconds, as all instants do. The launcher names the terminals among its streams in {@code tickvox.terminals}. */
    public static Console ofProcess() {
        Set<String> terminals =
                Set.of(System.getProperty("tickvox.terminals", "none").split(","));
        return new Console(
                // A FileInputStream itself would ask a pipe for its position.
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home"))),
                Clock.tickMillis(ZoneOffset.UTC),
                terminals.contains("out"),
                terminals.contains("err"));
    }

    /** {@code path} made absolute. */
    public Path resolve(Path path) {
        return workingFolder.resolve(path).normalize();
    }
}
