package io.tickvox.app.config;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds each key's value: from a flag, else the environment, else the named file or the nearest {@code tickvox.yaml} in the
 * working folder or above it, else the user's file, else the default.
 */
public final class ConfigLoader {
    /** Name of the file that is looked for. */
    public static final String FILE_NAME = "tickvox.yaml";

    private static final String PREFIX = "TICKVOX_";

    /** Variables that the launcher reads; they are no settings. */
    private static final Set<String> LAUNCHER_VARIABLES = Set.of("TICKVOX_JAVA_OPTS");

    private final Map<String, String> environment;
    private final Path workingFolder;
    private final Path home;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Setting<?>> found = new LinkedHashMap<>();

    /**
     * @param environment environment variables
     * @param workingFolder where the search for {@code tickvox.yaml} starts
     * @param home the user's home folder
     */
    public ConfigLoader(Map<String, String> environment, Path workingFolder, Path home) {
        this.environment = Map.copyOf(environment);
        this.workingFolder = workingFolder;
        this.home = home;
    }

    /**
     * All settings.
     *
     * @param flags values from the command line by key
     * @param file the file named on the command line; null if none was
     * @throws TickvoxException {@code INVALID_CONFIG} with a line for every problem there is
     */
    public Config load(Map<String, String> flags, @Nullable Path file) {
        Result result = inspect(flags, file);
        if (!result.problems().isEmpty()) {
            throw new TickvoxException(
                    ErrorCode.INVALID_CONFIG,
                    result.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return result.config();
    }

    /** Settings that may be invalid, with all that is wrong with them. */
    public record Result(Config config, List<Problem> problems) {}

    /** All settings and all problems; see {@link #load}. */
    public Result inspect(Map<String, String> flags, @Nullable Path file) {
        found.clear();
        problems.clear();
        flags.forEach((name, text) -> Keys.find(name).ifPresent(key -> offer(key, text, Origin.flag(key))));
        readEnvironment();
        Path nearest = file == null ? nearestFile() : workingFolder.resolve(file);
        if (nearest != null) {
            readFile(nearest);
        }
        Path own = userFile();
        if (Files.isRegularFile(own) && !own.equals(nearest)) {
            readFile(own);
        }
        Map<String, Setting<?>> settings = new LinkedHashMap<>();
        for (ConfigKey<?> key : Keys.all()) {
            Setting<?> setting = found.get(key.name());
            settings.put(key.name(), setting != null ? setting : byDefault(key));
        }
        return new Result(new Config(settings), List.copyOf(problems));
    }

    private <T> Setting<T> byDefault(ConfigKey<T> key) {
        if (key.equals(Keys.DATA_DIR)) {
            return new Setting<>(key, defaultDataDir().toString(), Origin.DEFAULT);
        }
        return new Setting<>(key, key.fallback(), Origin.DEFAULT);
    }

    private Path defaultDataDir() {
        return xdg("XDG_DATA_HOME", ".local/share").resolve("tickvox");
    }

    private Path userFile() {
        return xdg("XDG_CONFIG_HOME", ".config").resolve("tickvox").resolve(FILE_NAME);
    }

    /** A base folder as the XDG Base Directory Specification 0.8 defines it: relative values are ignored. */
    private Path xdg(String variable, String fallback) {
        String value = environment.getOrDefault(variable, "");
        return value.startsWith("/") ? Path.of(value) : home.resolve(fallback);
    }

    private @Nullable Path nearestFile() {
        for (Path folder = workingFolder; folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(FILE_NAME);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private void readEnvironment() {
        Map<String, ConfigKey<?>> byVariable =
                Keys.all().stream().collect(Collectors.toMap(ConfigKey::environmentName, key -> key));
        new TreeMap<>(environment).forEach((variable, text) -> {
            if (!variable.startsWith(PREFIX) || LAUNCHER_VARIABLES.contains(variable)) {
                return;
            }
            ConfigKey<?> key = byVariable.get(variable);
            if (key == null) {
                problems.add(new Problem(
                        "Unknown environment variable '" + variable + "'" + Closest.hint(variable, byVariable.keySet()),
                        new Origin("environment")));
            } else if (!text.isEmpty()) {
                offer(key, text, Origin.environment(variable));
            }
        });
    }

    private void readFile(Path file) {
        List<String> names = Keys.all().stream().map(ConfigKey::name).toList();
        Map<String, Origin> seen = new LinkedHashMap<>();
        for (YamlFile.Entry entry : YamlFile.read(file, problems::add)) {
            ConfigKey<?> key = Keys.find(entry.key()).orElse(null);
            Origin before = seen.put(entry.key(), entry.origin());
            if (key == null) {
                problems.add(new Problem(
                        "Unknown key '" + entry.key() + "'" + Closest.hint(entry.key(), names), entry.origin()));
            } else if (before != null) {
                problems.add(new Problem("Key '" + entry.key() + "' stands twice, first at " + before, entry.origin()));
            } else if (entry.value() != null) {
                offer(key, fromFile(key, entry.value(), file), entry.origin());
            }
        }
    }

    /** Paths in a file are relative to the file's folder; {@code ~} is the home folder. */
    private String fromFile(ConfigKey<?> key, String text, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (!key.type().equals(ValueType.PATH) || folder == null || text.isBlank()) {
            return text;
        }
        return text.startsWith("~/")
                ? home.resolve(text.substring(2)).toString()
                : folder.resolve(text).toString();
    }

    /** Takes {@code text} unless something with precedence has been found; checks it either way. */
    private <T> void offer(ConfigKey<T> key, String text, Origin origin) {
        try {
            key.type().parse(text);
        } catch (IllegalArgumentException e) {
            boolean holdsSecret = key.secret()
                    || text.toLowerCase(Locale.ROOT).contains("password")
                    || text.contains("@")
                    || text.contains("?");
            String shown = holdsSecret ? "" : " '" + text + "'";
            problems.add(new Problem(
                    "Invalid " + key.name() + shown + ": expected " + key.type().expected(), origin));
        }
        found.putIfAbsent(key.name(), new Setting<>(key, text, origin));
    }
}
