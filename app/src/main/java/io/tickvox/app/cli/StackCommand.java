package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.runtime.DataDir;
import io.tickvox.app.runtime.Market;
import io.tickvox.app.runtime.StackSettings;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** A command that runs the stack. */
abstract class StackCommand extends ConsoleCommand implements WithSettings {
    @Option(names = "--no-server", description = "Do not serve the dashboard and the API.")
    boolean noServer;

    StackCommand(Console console) {
        super(console);
    }

    final Config stackConfig() {
        return config(noServer ? Map.of(Keys.SERVER_ENABLED.name(), "false") : Map.of());
    }

    final Path dataDir(Config config) {
        return console.resolve(config.value(Keys.DATA_DIR)).toAbsolutePath();
    }

    final StackSettings settings(Config config, Path dataDir, DataDir.Kind kind, Market market) {
        return new StackSettings(
                config, dataDir, kind, Version.current(), config.value(Keys.SERVER_ENABLED), market, console.clock());
    }
}
