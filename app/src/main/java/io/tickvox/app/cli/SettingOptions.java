package io.tickvox.app.cli;

import io.tickvox.app.config.ConfigKey;
import io.tickvox.app.config.ConfigLoader;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.ScorerKeys;
import io.tickvox.app.config.SourceKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A flag for each setting, and {@code --config}, on the commands that read settings. */
final class SettingOptions {
    private static final String FILE = "--config";

    private SettingOptions() {}

    /** Adds to {@code spec} the flags of all settings but {@code hidden} and those of single sources and scorers, which are understood and not listed. */
    static void addTo(CommandSpec spec, Set<ConfigKey<?>> hidden) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .validate(false)
                .order(100)
                .heading("%nSettings, also from TICKVOX_… variables and " + ConfigLoader.FILE_NAME
                        + " (see 'tickvox config show'):%n");
        group.addArg(OptionSpec.builder(FILE)
                .paramLabel("FILE")
                .type(Path.class)
                .description("File with settings, instead of the nearest " + ConfigLoader.FILE_NAME + ".")
                .build());
        for (ConfigKey<?> key : Keys.all()) {
            String fallback = key.fallback() == null ? "" : " Default: " + key.fallback() + ".";
            OptionSpec.Builder option = OptionSpec.builder(names(key))
                    .paramLabel(key.type().name().toUpperCase(java.util.Locale.ROOT))
                    .type(String.class)
                    .hidden(hidden.contains(key) || SourceKeys.isOption(key) || ScorerKeys.isOption(key))
                    .description(key.description() + fallback);
            group.addArg(option.build());
        }
        spec.addArgGroup(group.build());
    }

    private static String[] names(ConfigKey<?> key) {
        String dotted = "--" + key.name();
        return key.flag().equals(dotted) ? new String[] {dotted} : new String[] {key.flag(), dotted};
    }

    /** Values given to the settings' flags, by key. */
    static Map<String, String> flags(CommandSpec spec) {
        Map<String, String> flags = new HashMap<>();
        ParseResult parsed = spec.commandLine().getParseResult();
        for (ConfigKey<?> key : Keys.all()) {
            String value = parsed.matchedOptionValue(key.flag(), null);
            if (value != null) {
                flags.put(key.name(), value);
            }
        }
        return flags;
    }

    /** The file named with {@code --config}; null if none is. */
    static @Nullable Path file(CommandSpec spec) {
        return spec.commandLine().getParseResult().matchedOptionValue(FILE, null);
    }
}
