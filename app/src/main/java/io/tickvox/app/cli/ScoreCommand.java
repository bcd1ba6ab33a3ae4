package io.tickvox.app.cli;

import java.io.IOException;
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
final class ScoreCommand extends ConsoleCommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ndjson.")
    Format format = Format.NDJSON;

    ScoreCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        long bad;
        try (TextOutput out = new TextOutput(console.out());
                RecordWriter records = RecordWriter.of(format, Scoring.COLUMNS, out)) {
            bad = new Scoring(console.in(), records, out).run();
        }
        if (bad > 0) {
            console.err().println("tickvox: Cannot score " + bad + (bad == 1 ? " line" : " lines") + ": see 'error'");
        }
        return bad == 0 ? ExitCode.OK : ExitCode.USER;
    }
}
