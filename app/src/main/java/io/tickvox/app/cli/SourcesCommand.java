package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.SourceKeys;
import io.tickvox.app.runtime.LiveIntake;
import io.tickvox.app.runtime.SourceStates;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.LiveSources;
import io.tickvox.sources.live.SourceCheck;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceReport;
import io.tickvox.sources.live.SourceState;
import io.tickvox.sources.live.Timing;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sources",
        description = "Show the live sources and how they are, or ask their APIs.",
        subcommands = {SourcesCommand.Listing.class, SourcesCommand.Check.class})
final class SourcesCommand extends ConsoleCommand {
    SourcesCommand(Console console) {
        super(console);
    }

    private static Path dataDir(Console console, Config config) {
        return console.resolve(config.value(Keys.DATA_DIR)).toAbsolutePath();
    }

    @Override
    public Integer call() {
        spec().commandLine().usage(console.err());
        return ExitCode.USER;
    }

    @Command(
            name = "list",
            description = {
                "Show every live source: how it is if 'tickvox run' runs on the data folder, and what it lacks if it cannot run.",
                "Asks no API."
            })
    static final class Listing extends ConsoleCommand implements WithSettings {
        private static final List<String> COLUMNS = List.of("source", "state", "landed", "last_at", "detail");

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "table",
                description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
        Format format = Format.TABLE;

        Listing(Console console) {
            super(console);
        }

        @Override
        public Integer call() {
            Config config = config();
            List<SourceStates.Entry> entries = SourceStates.of(config, dataDir(console, config));
            try (TextOutput out = new TextOutput(console.out());
                    RecordWriter rows = RecordWriter.of(format, COLUMNS, out)) {
                entries.forEach(entry -> rows.write(row(entry)));
            }
            return ExitCode.OK;
        }

        private static Map<String, @Nullable Object> row(SourceStates.Entry entry) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("source", entry.source());
            row.put("state", entry.state());
            row.put("landed", entry.landed());
            row.put("last_at", entry.lastAt() == null ? null : entry.lastAt().toString());
            row.put("detail", entry.detail());
            return row;
        }
    }

    @Command(
            name = "check",
            description = {
                "Ask the API of each source once whether it would serve, with the keys that are set.",
                "Lands nothing. Asks no API that the running source may not ask either.",
                "Exits with 3 if one that has what it needs would not serve."
            })
    static final class Check extends ConsoleCommand implements WithSettings {
        private static final List<String> COLUMNS = List.of("source", "state", "detail");

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "table",
                description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
        Format format = Format.TABLE;

        @Parameters(
                paramLabel = "SOURCE",
                arity = "0..*",
                description = "Names of sources. Default: all that are enabled.")
        List<String> names = List.of();

        Check(Console console) {
            super(console);
        }

        @Override
        public Integer call() throws Exception {
            Config config = config();
            List<SourceFactory> wanted = LiveSources.all().stream()
                    .filter(factory -> names.isEmpty()
                            ? SourceKeys.isEnabled(config, factory.info())
                            : names.contains(factory.info().name()))
                    .toList();
            for (String name : names) {
                if (wanted.stream().noneMatch(factory -> factory.info().name().equals(name))) {
                    List<String> known = LiveSources.all().stream()
                            .map(factory -> factory.info().name())
                            .toList();
                    throw new TickvoxException(
                            ErrorCode.INVALID_ARGUMENT,
                            "Unknown source '" + name + "': expected one of " + String.join(", ", known));
                }
            }
            Map<String, Map<String, String>> kept = kept(config);
            SourceEnvironment environment = new SourceEnvironment(LiveIntake.web(config), post -> true);
            boolean allServe = true;
            try (TextOutput out = new TextOutput(console.out());
                    RecordWriter rows = RecordWriter.of(format, COLUMNS, out)) {
                for (SourceFactory factory : wanted) {
                    SourceReport report = SourceCheck.run(
                            factory,
                            SourceKeys.settings(config, factory.info()),
                            environment,
                            Timing.of(console.clock()),
                            kept.getOrDefault(factory.info().name(), Map.of()));
                    allServe &= report.state() == SourceState.LIVE || report.state() == SourceState.DISABLED;
                    rows.write(row(report));
                }
            }
            return allServe
                    ? ExitCode.OK
                    : ErrorCode.SOURCE_UNAVAILABLE.category().exitCode();
        }

        /** What is kept of the sources; nothing, and a word to the user, if a stack runs and it cannot be read. */
        private Map<String, Map<String, String>> kept(Config config) {
            try {
                return SourceStates.kept(config, dataDir(console, config));
            } catch (TickvoxException e) {
                console.err().println(e.getMessage() + ". Their budgets are not known to the check");
                return Map.of();
            }
        }

        private static Map<String, Object> row(SourceReport report) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("source", report.source());
            row.put(
                    "state",
                    report.state() == SourceState.LIVE
                            ? "serves"
                            : report.state().name().toLowerCase(Locale.ROOT));
            row.put("detail", report.detail());
            return row;
        }
    }
}
