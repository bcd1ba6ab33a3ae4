package io.tickvox.app.cli;

import io.tickvox.app.config.ConfigKey;
import io.tickvox.app.runtime.ListedMarket;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "score",
        description = {
            "Link and score texts from standard input: one line out for each line in, in order.",
            "A line is a text or, where the first line starts with '{', a JSON object with text and, optionally, symbol "
                    + "(score toward this one) and created_at. A line that cannot be read gives one with its number "
                    + "and an error, and exit code 2 in the end."
        })
final class ScoreCommand extends ConsoleCommand implements WithSettings {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ndjson.")
    Format format = Format.NDJSON;

    @Option(names = "--why", description = "Tell also which words moved each score: their weights add up to it.")
    boolean why;

    @Override
    public Set<ConfigKey<?>> hiddenSettings() {
        return TickersCommand.otherSettings();
    }

    ScoreCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        long bad;
        try (TextOutput out = new TextOutput(console.out());
                RecordWriter records = RecordWriter.of(format, Scoring.columns(why), out)) {
            bad = new Scoring(ListedMarket.of(config()).analyzer(), console.in(), records, out, why).run();
        }
        if (bad > 0) {
            console.err().println("tickvox: Cannot score " + bad + (bad == 1 ? " line" : " lines") + ": see 'error'");
        }
        return bad == 0 ? ExitCode.OK : ExitCode.USER;
    }
}
