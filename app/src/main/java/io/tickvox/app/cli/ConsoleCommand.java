package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.ConfigLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What all commands share: the console, {@code --verbose}, and the way to the settings. Returns an exit code. */
abstract class ConsoleCommand implements Callable<Integer> {
    final Console console;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Option(names = "--verbose", description = "Show details of errors.", scope = ScopeType.LOCAL)
    boolean verbose;

    ConsoleCommand(Console console) {
        this.console = console;
    }

    final CommandSpec spec() {
        return Objects.requireNonNull(spec, "spec");
    }

    /** All settings, flags of this command included. */
    final Config config() {
        return config(Map.of());
    }

    /** All settings; {@code overrides} stand above even the flags. */
    final Config config(Map<String, String> overrides) {
        Map<String, String> flags = new HashMap<>(SettingOptions.flags(spec()));
        flags.putAll(overrides);
        return loader().load(flags, configFile());
    }

    final ConfigLoader loader() {
        return new ConfigLoader(console.environment(), console.workingFolder(), console.home());
    }

    final @Nullable Path configFile() {
        return SettingOptions.file(spec());
    }
}
