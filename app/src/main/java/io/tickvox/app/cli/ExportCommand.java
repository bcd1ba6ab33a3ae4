package io.tickvox.app.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.runtime.DatabaseAccess;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.Interval;
import io.tickvox.model.Symbols;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.export.ExportFormat;
import io.tickvox.store.export.ExportRequest;
import io.tickvox.store.export.TableExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Write a table or view in full, sorted by its key, whether or not the stack is running on the data folder.",
            "For example: tickvox export sentiment_bar --symbol AAPL --interval 1d -o csv"
        })
final class ExportCommand extends ConsoleCommand implements WithSettings {
    private static final int CONNECTIONS = 2;

    @Parameters(
            paramLabel = "TABLE",
            description = "post, mention, sentiment_bar, price_bar, market_bar, rejection or another of the tables.")
    String table = "";

    @Option(names = "--symbol", paramLabel = "TICKER", description = "Only rows of this ticker.")
    @Nullable
    String symbol;

    @Option(names = "--interval", paramLabel = "INTERVAL", description = "Only bars of this length: 1m, 15m, 1h or 1d.")
    @Nullable
    String interval;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only rows from then on: ISO-8601 with a zone, or a date in UTC.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only rows before then.")
    @Nullable
    String to;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv, ndjson or parquet. Default: csv.")
    String format = "csv";

    ExportCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() throws IOException {
        Config config = config();
        ExportRequest request = request();
        if (request.from() != null && request.to() != null && !request.from().isBefore(request.to())) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Invalid range: --from " + from + " is not before --to " + to + ", so that no row lies between");
        }
        TableExport.check(request);
        if (request.format() == ExportFormat.PARQUET && console.dataTerminal()) {
            throw new TickvoxException(
                    ErrorCode.INVALID_ARGUMENT, "Cannot show Parquet on a terminal: send it to a file with '> FILE'");
        }
        Path dataDir = console.resolve(config.value(Keys.DATA_DIR)).toAbsolutePath();
        try (DatabaseAccess database = DatabaseAccess.open(config, dataDir);
                HikariDataSource pool = database.address().pool(CONNECTIONS);
                OutputStream out = new BufferedOutputStream(new DataOutput(console.out()), 1 << 16)) {
            TableExport.of(pool).export(request, out);
        }
        return ExitCode.OK;
    }

    private ExportRequest request() {
        return new ExportRequest(
                table,
                symbol == null ? null : Symbols.normalise(symbol),
                interval == null ? null : argument("interval", interval, Interval::of),
                from == null ? null : argument("from", from, ExportCommand::time),
                to == null ? null : argument("to", to, ExportCommand::time),
                argument("output", format.toLowerCase(Locale.ROOT), ExportFormat::of));
    }

    private interface Reader<T> {
        T read(String text);
    }

    private static <T> T argument(String name, String text, Reader<T> reader) {
        try {
            return reader.read(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new TickvoxException(ErrorCode.INVALID_ARGUMENT, "Invalid --" + name + ": " + e.getMessage(), e);
        }
    }

    private static Instant time(String text) {
        try {
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time: expected 2014-01-02 or 2014-01-02T15:04:05Z", e);
        }
    }
}
