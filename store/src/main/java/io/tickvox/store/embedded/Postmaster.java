package io.tickvox.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server's own word on itself, from {@code postmaster.pid} in its cluster.
 *
 * @param pid its process
 * @param port where it listens
 * @param ready whether it accepts connections
 */
record Postmaster(long pid, int port, boolean ready) {
    private static final String FILE = "postmaster.pid";

    /** What the file in {@code cluster} says; empty if there is none or it is not yet whole. */
    static Optional<Postmaster> read(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve(FILE));
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            Long.parseLong(lines.get(0).trim()),
                            Integer.parseInt(lines.get(3).trim()),
                            lines.size() > 7 && lines.get(7).trim().equals("ready")));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The server that runs on {@code cluster}; empty if there is none, whatever a file left behind says. */
    static Optional<Postmaster> running(Path cluster) {
        return read(cluster).filter(server -> server.runsOn(cluster));
    }

    /** Whether the process lives and is this cluster's server, not another that has got its number. */
    boolean runsOn(Path cluster) {
        try {
            String commandLine = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            return List.of(commandLine.split("\0")).contains(mark(cluster));
        } catch (IOException e) {
            return false;
        }
    }

    /** The argument by which a server is known to be {@code cluster}'s; a setting that means nothing to the server. */
    static String mark(Path cluster) {
        return "tickvox.cluster=" + cluster;
    }

    /**
     * Removes the file that a server left behind whose number another process has got since: the server would take that
     * process for the one before it, and refuse to start.
     */
    static void forget(Path cluster) throws IOException {
        Optional<Postmaster> left = read(cluster);
        if (left.isEmpty()) {
            return;
        }
        Path name = Path.of("/proc", Long.toString(left.get().pid()), "comm");
        if (Files.exists(name) && !Files.readString(name).trim().equals("postgres")) {
            Files.deleteIfExists(cluster.resolve(FILE));
        }
    }
}
