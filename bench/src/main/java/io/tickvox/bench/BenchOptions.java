package io.tickvox.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to measure with.
 *
 * @param posts lines measured
 * @param warmUp lines sent before, so that code is compiled and caches are filled
 * @param perSecond posts written in a second of their own time
 * @param seed of the posts
 * @param dataDir where state is kept; a temporary folder if null
 */
record BenchOptions(
        long posts,
        long warmUp,
        double perSecond,
        long seed,
        @Nullable Path dataDir) {
    private static final List<String> NAMES = List.of("--posts", "--warm-up", "--rate", "--seed", "--data-dir");

    /** @throws IllegalArgumentException if {@code args} are not pairs of an option and its value */
    static BenchOptions parse(String[] args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i]) || i + 1 == args.length) {
                throw new IllegalArgumentException("Invalid option '" + args[i] + "': expected one of "
                        + String.join(", ", NAMES) + ", each with a value");
            }
            values.put(args[i], args[i + 1]);
        }
        String dataDir = values.get("--data-dir");
        return new BenchOptions(
                Long.parseLong(values.getOrDefault("--posts", "3000000")),
                Long.parseLong(values.getOrDefault("--warm-up", "500000")),
                Double.parseDouble(values.getOrDefault("--rate", "1000")),
                Long.parseLong(values.getOrDefault("--seed", "1")),
                dataDir == null ? null : Path.of(dataDir));
    }
}
