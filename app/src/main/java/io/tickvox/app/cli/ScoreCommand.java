package io.tickvox.app.cli;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.ConfigKey;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.ScorerKeys;
import io.tickvox.app.runtime.ListedMarket;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.classifier.AsyncClassifier;
import io.tickvox.text.classifier.ClassifierFactory;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "score",
        description = {
            "Link and score texts from standard input: one line out for each line in, in order.",
            "A line is a text or, where the first line starts with '{', a JSON object with text and, optionally, symbol "
                    + "(score toward this one; the whole text's where it does not name it) and created_at. A line that "
                    + "cannot be read gives one with its number and an error, and exit code 2 in the end.",
            "Texts that the scorer could not judge are unscored, with an error, and exit code 3 in the end."
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
        return Keys.all().stream()
                .filter(key -> key != Keys.SYMBOLS_FILE && !ScorerKeys.keys().contains(key))
                .collect(Collectors.toSet());
    }

    ScoreCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        Config config = config();
        StandardAnalyzer analyzer = ListedMarket.of(config).analyzer();
        Optional<ClassifierFactory> chosen = ScorerKeys.classifier(config);
        if (chosen.isEmpty()) {
            return score(
                    analyzer,
                    (document, symbol) -> CompletableFuture.completedFuture(new TextJudge.Judgement(
                            analyzer.analyze(document),
                            symbol == null ? null : analyzer.toward(document, symbol),
                            null)));
        }
        ClassifierFactory factory = chosen.get();
        if (why) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot tell why " + factory.name() + " gives a score: only the scorer linear can, so leave out"
                            + " --why or choose --scorer linear");
        }
        try (AsyncClassifier classifier = new AsyncClassifier(factory.open(), ScorerKeys.policy(config, factory))) {
            return score(analyzer, new ClassifierJudge(analyzer, classifier));
        }
    }

    private int score(StandardAnalyzer analyzer, TextJudge judge) throws IOException {
        long bad;
        long unscored;
        try (TextOutput out = new TextOutput(console.out());
                RecordWriter records = RecordWriter.of(format, Scoring.columns(why), out)) {
            Scoring scoring = new Scoring(analyzer, judge, console.in(), records, out, why, format == Format.TABLE);
            bad = scoring.run();
            unscored = scoring.unscored();
        }
        if (bad + unscored > 0) {
            long all = bad + unscored;
            console.err().println("tickvox: Cannot score " + all + (all == 1 ? " line" : " lines") + ": see 'error'");
        }
        if (bad > 0) {
            return ExitCode.USER;
        }
        return unscored == 0 ? ExitCode.OK : ExitCode.UPSTREAM;
    }
}
