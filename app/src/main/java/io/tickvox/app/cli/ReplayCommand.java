package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.runtime.DataDir;
import io.tickvox.app.runtime.ListedMarket;
import io.tickvox.app.runtime.Replay;
import io.tickvox.sources.file.FileReplay;
import io.tickvox.sources.file.Pacer;
import io.tickvox.sources.file.ReplayPlan;
import io.tickvox.sources.file.Speed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Land files of posts and prices and work through them; ends when all of it is in the tables.",
            "The same command again goes on where it was stopped, and lands nothing twice. Prints what the data folder "
                    + "then holds of it."
        })
final class ReplayCommand extends StackCommand {
    @Option(
            names = "--posts",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Posts of X, plain or .gz or .zst: API v1.1 objects, one a line; API v2 pages, one a line or a file.")
    List<Path> posts = new ArrayList<>();

    @Option(names = "--prices", paramLabel = "FILE", arity = "1..*", description = "Daily prices as CSV with a header.")
    List<Path> prices = new ArrayList<>();

    @Option(
            names = "--speed",
            paramLabel = "SPEED",
            defaultValue = "max",
            description = "max, or a factor of real time by the posts' own times, as 60. Default: max.")
    String speed = "max";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
    Format format = Format.TABLE;

    ReplayCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws Exception {
        Config config = stackConfig();
        Path dataDir = dataDir(config);
        ReplayPlan plan = new ReplayPlan(
                posts.stream().map(console::resolve).toList(),
                prices.stream().map(console::resolve).toList(),
                new HashSet<>(config.optional(Keys.SYMBOLS).orElse(List.of())),
                Speed.parse(speed),
                dataDir.resolve("replay"));
        FileReplay files = FileReplay.open(plan, console.clock(), Pacer.system());
        Progress progress = new Progress(console);
        progress.say("Replaying into " + dataDir);
        return new StackSession(console, settings(config, dataDir, DataDir.Kind.REAL, ListedMarket.of(config)))
                .run((stack, stop) -> {
                    Replay replay = new Replay(stack, files, dataDir, stop::isRequested, progress::update);
                    Optional<Replay.Summary> summary = replay.run();
                    progress.clear();
                    if (summary.isEmpty()) {
                        return stop.exitCode();
                    }
                    summary.get().problems().forEach(problem -> progress.say("tickvox: " + problem.getMessage()));
                    try (TextOutput out = new TextOutput(console.out())) {
                        RecordWriter.writeOne(format, summary.get().columns(), out);
                    }
                    return summary.get().problems().isEmpty() ? ExitCode.OK : ExitCode.USER;
                });
    }
}
