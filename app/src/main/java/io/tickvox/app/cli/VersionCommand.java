package io.tickvox.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "version", description = "Show the versions of Tickvox and Java.")
final class VersionCommand extends ConsoleCommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
    Format format = Format.TABLE;

    VersionCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("tickvox", Version.current());
        versions.put("java", System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        try (TextOutput out = new TextOutput(console.out())) {
            RecordWriter.writeOne(format, versions, out);
        }
        return ExitCode.OK;
    }
}
