package io.tickvox.store.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server is started with: durable as it comes, small enough for a laptop, reachable over loopback alone. Given
 * on its command line, so that a new release's settings hold for a folder that an older one made.
 */
final class Settings {
    private static final Pattern PORT = Pattern.compile("(?<=\"port=)\\d+(?=\")");

    private static final Map<String, String> FIXED = new TreeMap<>(Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("max_connections", "60"),
            Map.entry("superuser_reserved_connections", "3"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("work_mem", "16MB"),
            Map.entry("maintenance_work_mem", "64MB"),
            Map.entry("max_wal_size", "1GB"),
            // No replica and no archive reads this log.
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("max_logical_replication_workers", "0"),
            Map.entry("max_worker_processes", "4"),
            // Starting a worker takes longer than the dashboard's queries, and every core has work already.
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("io_method", "sync"),
            Map.entry("random_page_cost", "1.1"),
            // The queries are short: compiling them costs more than it saves.
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("datestyle", "ISO, YMD"),
            Map.entry("log_checkpoints", "off")));

    private Settings() {}

    /** The arguments that start a server on {@code cluster}, which the server itself calls {@code name}. */
    static List<String> arguments(Path cluster, String name, int port) {
        List<String> arguments = new ArrayList<>(List.of("-D", name));
        FIXED.forEach((setting, value) -> arguments.addAll(List.of("-c", setting + "=" + value)));
        arguments.addAll(List.of("-c", Postmaster.mark(cluster), "-c", "port=" + port));
        return arguments;
    }

    /**
     * Whether a running server was started as {@code program} would be with {@code arguments}, its port aside.
     *
     * @param options the server's {@code postmaster.opts}: the program, then each argument in quotes
     */
    static boolean same(String options, Path program, List<String> arguments) {
        StringBuilder wanted = new StringBuilder(program.toString());
        arguments.forEach(argument -> wanted.append(" \"").append(argument).append('"'));
        return withoutPort(options.trim()).equals(withoutPort(wanted.toString()));
    }

    private static String withoutPort(String options) {
        Matcher matcher = PORT.matcher(options);
        return matcher.replaceAll("");
    }
}
