package io.tickvox.app.cli;

import io.tickvox.app.config.Closest;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Mappers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "normalise",
        description = {
            "Read payloads as an API sends them and print the records in them, rejections included.",
            "A file is one payload; in a .jsonl file, each line is one. Without files, standard input is read."
        })
final class NormaliseCommand extends ConsoleCommand {
    private static final List<String> SOURCES =
            List.of("x", "reddit", "bluesky", "stocktwits", "finnhub", "yahoo", "coinbase", "file");

    @Option(
            names = "--source",
            required = true,
            paramLabel = "SOURCE",
            description = "x, reddit, bluesky, stocktwits, finnhub, yahoo, coinbase, or file for rows of daily prices.")
    String source = "";

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description =
                    "Layout of the payloads, for example v1.1, search or stream of x; told by their form if not given.")
    @Nullable
    String stream;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ndjson.")
    Format format = Format.NDJSON;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to read, plain or ending in .gz or .zst.")
    List<Path> files = new ArrayList<>();

    NormaliseCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        if (!SOURCES.contains(source)) {
            String hint = Closest.hint(source, SOURCES);
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Unknown source '" + source + "'" + (hint.isEmpty() ? "." : hint) + " The sources are "
                            + String.join(", ", SOURCES));
        }
        if (stream != null && Mappers.channelOf(source, stream).isEmpty()) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Unknown stream '" + stream + "' of source '" + source
                            + "'. Leave --stream out to have it told by each payload's form");
        }
        try (TextOutput out = new TextOutput(console.out());
                RecordWriter records = RecordWriter.of(format, NormalisedRecord.COLUMNS, out)) {
            Normalising normalising = new Normalising(source, stream, console.clock(), records);
            if (files.isEmpty()) {
                normalising.read("-", console.in());
            }
            for (Path file : files) {
                normalising.read(file, console.resolve(file));
            }
        }
        return ExitCode.OK;
    }
}
