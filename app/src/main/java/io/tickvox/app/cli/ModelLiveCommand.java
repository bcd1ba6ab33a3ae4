package io.tickvox.app.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.runtime.DatabaseAccess;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.query.Queries;
import java.nio.file.Path;
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

    @Option(
            names = "--days",
            paramLabel = "NUMBER",
            defaultValue = "30",
            description = "How many days of the data to count, back from the newest; 1..3650. Default: 30.")
    int days;

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
                RecordWriter rows = RecordWriter.of(format, LiveModelRows.COLUMNS, out)) {
            LiveModelRows.write(new Queries(pool).liveModels(), days, byDay, rows);
        }
        return ExitCode.OK;
    }
}
