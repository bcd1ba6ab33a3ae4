package io.tickvox.app.cli;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.text.training.Evaluation;
import io.tickvox.text.training.ModelEvaluator;
import io.tickvox.text.training.ModelTrainer;
import io.tickvox.text.training.Scorecard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "model",
        description = "Train the sentiment model on labelled data, or measure how well it does.",
        subcommands = {ModelCommand.Train.class, ModelCommand.Evaluate.class, ModelLiveCommand.class})
final class ModelCommand extends ConsoleCommand {
    ModelCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        spec().commandLine().usage(console.err());
        return ExitCode.USER;
    }

    private abstract static class OnData extends ConsoleCommand {
        @Option(
                names = "--data",
                required = true,
                paramLabel = "FOLDER",
                description = "Folder with labelled/ and stocknet/.")
        Path data = Path.of("");

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "table",
                description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
        Format format = Format.TABLE;

        OnData(Console console) {
            super(console);
        }

        final Path folder() {
            Path folder = console.resolve(data);
            if (!Files.isDirectory(folder.resolve("labelled"))) {
                throw new TickvoxException(
                        ErrorCode.FILE_NOT_FOUND,
                        "Cannot find labelled data in '" + data + "': expected a folder with labelled/ and stocknet/");
            }
            return folder;
        }

        @Override
        public final Integer call() throws IOException {
            try {
                return work(folder());
            } catch (NoSuchFileException e) {
                throw new TickvoxException(
                        ErrorCode.FILE_NOT_FOUND, "Cannot find '" + e.getFile() + "' of the labelled data", e);
            }
        }

        abstract int work(Path folder) throws IOException;
    }

    @Command(name = "train", description = "Train the model on all labelled data and write it to a file.")
    static final class Train extends OnData {
        @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
        Path out = Path.of("");

        Train(Console console) {
            super(console);
        }

        @Override
        int work(Path folder) throws IOException {
            Path file = console.resolve(out);
            ModelTrainer.Result result = ModelTrainer.train(folder, file);
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("model", ModelTrainer.MODEL_NAME);
            record.put("rows", result.rows());
            record.put("bytes", result.bytes());
            record.put("file", file.toString());
            try (TextOutput output = new TextOutput(console.out())) {
                RecordWriter.writeOne(format, record, output);
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "evaluate",
            description = "Measure the model on labelled data that it was not trained on, set by set.")
    static final class Evaluate extends OnData {
        private static final List<String> COLUMNS = List.of(
                "set",
                "rows",
                "accuracy",
                "macro_f1",
                "auc",
                "positive_f1",
                "neutral_f1",
                "negative_f1",
                "calibration_error",
                "noise_f1",
                "confusion");
        private static final List<String> GOAL_COLUMNS =
                List.of("measure", "cases", "value", "baseline", "against", "to_reach");

        @Option(
                names = "--folds",
                paramLabel = "NUMBER",
                defaultValue = "5",
                description = "Into how many parts to cut each set; at least 2. Default: 5.")
        int folds = 5;

        @Option(
                names = "--goals",
                description =
                        "Measure instead every figure that the linker and the model are held to, beside baselines.")
        boolean goals;

        @Option(names = "--leave-out", description = "Also measure each set by a model that saw none of it.")
        boolean leaveOut;

        Evaluate(Console console) {
            super(console);
        }

        @Override
        int work(Path folder) throws IOException {
            if (folds < 2) {
                throw new TickvoxException(
                        ErrorCode.INVALID_ARGUMENT, "Invalid --folds " + folds + ": expected at least 2");
            }
            if (goals) {
                List<Scorecard.Row> figures = Scorecard.measure(folder, folds);
                try (TextOutput output = new TextOutput(console.out());
                        RecordWriter rows = RecordWriter.of(format, GOAL_COLUMNS, output)) {
                    figures.forEach(figure -> rows.write(row(figure)));
                }
                return ExitCode.OK;
            }
            Evaluation evaluation = ModelEvaluator.evaluate(folder, folds, leaveOut);
            try (TextOutput output = new TextOutput(console.out());
                    RecordWriter rows = RecordWriter.of(format, COLUMNS, output)) {
                evaluation.figures().forEach(figures -> rows.write(row(figures)));
            }
            return ExitCode.OK;
        }

        private static Map<String, @Nullable Object> row(Scorecard.Row figure) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("measure", figure.measure());
            row.put("cases", figure.cases());
            row.put("value", rounded(figure.value()));
            Double baseline = figure.baseline();
            row.put("baseline", baseline == null ? null : rounded(baseline));
            row.put("against", figure.against());
            row.put("to_reach", figure.toReach());
            return row;
        }

        private static Map<String, @Nullable Object> row(Evaluation.Figures figures) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("set", figures.set());
            row.put("rows", figures.rows());
            row.put("accuracy", rounded(figures.accuracy()));
            row.put("macro_f1", rounded(figures.macroF1()));
            row.put("auc", rounded(figures.auc()));
            row.put("positive_f1", rounded(figures.positiveF1()));
            row.put("neutral_f1", rounded(figures.neutralF1()));
            row.put("negative_f1", rounded(figures.negativeF1()));
            row.put("calibration_error", rounded(figures.calibrationError()));
            row.put("noise_f1", rounded(figures.noiseF1()));
            row.put("confusion", figures.confusion());
            return row;
        }

        private static @Nullable Double rounded(double value) {
            return Double.isNaN(value) ? null : Math.round(value * 10_000) / 10_000.0;
        }
    }
}
