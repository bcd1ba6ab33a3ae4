package io.tickvox.app.cli;

import io.tickvox.app.config.ConfigKey;
import io.tickvox.app.config.ConfigLoader;
import io.tickvox.app.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "config",
        description = "Show or check the settings and where they come from.",
        subcommands = {ConfigCommand.Show.class, ConfigCommand.Validate.class})
final class ConfigCommand extends ConsoleCommand {
    ConfigCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        spec().commandLine().usage(console.err());
        return ExitCode.USER;
    }

    @Command(
            name = "show",
            description = {
                "Show every setting, its value and where it was set; secrets are masked.",
                "A flag stands above the environment, that above the file named with --config or the nearest "
                        + ConfigLoader.FILE_NAME + ", that above the user's file, that above the default."
            })
    static final class Show extends ConsoleCommand implements WithSettings {
        private static final List<String> COLUMNS = List.of("key", "value", "origin");

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "table",
                description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
        Format format = Format.TABLE;

        Show(Console console) {
            super(console);
        }

        @Override
        public Integer call() {
            ConfigLoader.Result result = loader().inspect(SettingOptions.flags(spec()), configFile());
            try (TextOutput out = new TextOutput(console.out());
                    RecordWriter rows = RecordWriter.of(format, COLUMNS, out)) {
                for (Setting<?> setting : result.config().settings()) {
                    rows.write(row(setting));
                }
            }
            result.problems().forEach(problem -> console.err().println("tickvox: " + problem));
            return result.problems().isEmpty() ? ExitCode.OK : ExitCode.USER;
        }

        private static Map<String, @Nullable Object> row(Setting<?> setting) {
            ConfigKey<?> key = setting.key();
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("key", key.name());
            row.put("value", setting.shown());
            row.put("origin", setting.origin().text());
            return row;
        }
    }

    @Command(name = "validate", description = "Check the settings; say every problem and exit with 2 if there is one.")
    static final class Validate extends ConsoleCommand implements WithSettings {
        Validate(Console console) {
            super(console);
        }

        @Override
        public Integer call() {
            config();
            console.err().println("All settings are valid.");
            return ExitCode.OK;
        }
    }
}
