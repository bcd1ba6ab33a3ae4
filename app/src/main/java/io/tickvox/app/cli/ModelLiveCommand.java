package io.tickvox.app.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.runtime.DatabaseAccess;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.server.LiveModels;
import io.tickvox.store.query.LiveModel;
import io.tickvox.store.query.Queries;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "live",
        description = {
            "Measure models on live posts that their authors tagged bullish or bearish, against how they did when made.",
            "The state is steady, above or below where 30 posts of each tag tell; drift is in balanced accuracy, with its 95 %% interval."
        })
final class ModelLiveCommand extends ConsoleCommand implements WithSettings {
    private static final int CONNECTIONS = 2;
    private static final List<String> COLUMNS = List.of(
            "model",
            "day",
            "state",
            "posts",
            "bullish",
            "bearish",
            "accuracy",
            "balanced_accuracy",
            "kappa",
            "reference",
            "drift",
            "drift_low",
            "drift_high");

    @Option(
            names = "--days",
            paramLabel = "NUMBER",
            defaultValue = "30",
            description = "How many days of the data to count, back from the newest; 1..3650. Default: 30.")
    int days = LiveModels.DAYS;

    @Option(names = "--by-day", description = "Also a row for each day.")
    boolean byDay;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
    Format format = Format.TABLE;

    ModelLiveCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        if (days < 1 || days > 3_650) {
            throw new TickvoxException(ErrorCode.INVALID_ARGUMENT, "Invalid --days " + days + ": expected 1..3650");
        }
        Config config = config();
        Path dataDir = console.resolve(config.value(Keys.DATA_DIR)).toAbsolutePath();
        try (DatabaseAccess database = DatabaseAccess.open(config, dataDir);
                HikariDataSource pool = database.address().pool(CONNECTIONS);
                TextOutput out = new TextOutput(console.out());
                RecordWriter rows = RecordWriter.of(format, COLUMNS, out)) {
            for (LiveModels.View model : LiveModels.views(new Queries(pool).liveModels(), days)) {
                rows.write(row(model));
                if (byDay) {
                    model.days()
                            .forEach(day ->
                                    rows.write(row(model.model(), day.day().toString(), day.figures())));
                }
            }
        }
        return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> row(LiveModels.View model) {
        Map<String, @Nullable Object> row = row(model.model(), "all", model.live());
        row.put("state", model.state().name().toLowerCase(Locale.ROOT));
        LiveModels.Figures reference = model.reference();
        row.put("reference", reference == null ? null : rounded(reference.balancedAccuracy()));
        LiveModel.Drift drift = model.drift();
        row.put("drift", drift == null ? null : rounded(drift.value()));
        row.put("drift_low", drift == null ? null : rounded(drift.low()));
        row.put("drift_high", drift == null ? null : rounded(drift.high()));
        return row;
    }

    private static Map<String, @Nullable Object> row(String model, String day, LiveModels.Figures figures) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        COLUMNS.forEach(column -> row.put(column, null));
        row.put("model", model);
        row.put("day", day);
        row.put("posts", figures.posts());
        row.put("bullish", figures.bullish());
        row.put("bearish", figures.bearish());
        row.put("accuracy", rounded(figures.accuracy()));
        row.put("balanced_accuracy", rounded(figures.balancedAccuracy()));
        row.put("kappa", rounded(figures.kappa()));
        return row;
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * 10_000) / 10_000.0);
    }
}
