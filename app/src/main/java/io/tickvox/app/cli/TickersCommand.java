package io.tickvox.app.cli;

import io.tickvox.app.config.ConfigKey;
import io.tickvox.app.config.Keys;
import io.tickvox.app.runtime.ListedMarket;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.text.Document;
import io.tickvox.text.Link;
import io.tickvox.text.Listing;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tickers",
        description = "Find a ticker by symbol or name, or see which tickers a text is linked to and why.",
        subcommands = {TickersCommand.Search.class, TickersCommand.Explain.class})
final class TickersCommand extends ConsoleCommand {
    TickersCommand(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        spec().commandLine().usage(console.err());
        return ExitCode.USER;
    }

    /** Every setting but the file of symbols. */
    static Set<ConfigKey<?>> otherSettings() {
        return Keys.all().stream().filter(key -> key != Keys.SYMBOLS_FILE).collect(Collectors.toSet());
    }

    @Command(name = "search", description = "List the tickers whose symbol starts with, or whose names hold, a text.")
    static final class Search extends ConsoleCommand implements WithSettings {
        private static final List<String> COLUMNS = List.of("symbol", "name", "exchange", "sector", "other_names");

        @Parameters(paramLabel = "TEXT", description = "A symbol, the start of one, or a part of a name.")
        String text = "";

        @Option(
                names = "--limit",
                paramLabel = "NUMBER",
                defaultValue = "20",
                description = "How many to list at most; at least 1. Default: 20.")
        int limit = 20;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "table",
                description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
        Format format = Format.TABLE;

        Search(Console console) {
            super(console);
        }

        @Override
        public Set<ConfigKey<?>> hiddenSettings() {
            return otherSettings();
        }

        @Override
        public Integer call() {
            if (limit < 1) {
                throw new TickvoxException(
                        ErrorCode.INVALID_ARGUMENT, "Invalid --limit " + limit + ": expected at least 1");
            }
            List<Listing> found = ListedMarket.of(config()).directory().search(text);
            try (TextOutput out = new TextOutput(console.out());
                    RecordWriter rows = RecordWriter.of(format, COLUMNS, out)) {
                found.stream().limit(limit).forEach(listing -> rows.write(row(listing)));
            }
            if (found.isEmpty()) {
                console.err()
                        .println("tickvox: Cannot find a ticker by '" + text
                                + "': add it to the file set as symbols-file if it is missing");
            }
            return found.isEmpty() ? ExitCode.USER : ExitCode.OK;
        }

        private static Map<String, @Nullable Object> row(Listing listing) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("symbol", listing.symbol());
            row.put("name", listing.name());
            row.put("exchange", listing.exchange());
            row.put("sector", listing.sector());
            row.put("other_names", listing.aliases());
            return row;
        }
    }

    @Command(name = "explain", description = "Tell which tickers a text is linked to, how surely and by what evidence.")
    static final class Explain extends ConsoleCommand implements WithSettings {
        private static final List<String> COLUMNS =
                List.of("symbol", "link", "confidence", "reason", "text", "start", "end");

        @Parameters(paramLabel = "TEXT", description = "The text of a post.")
        String text = "";

        @Option(
                names = "--tags",
                split = ",",
                paramLabel = "SYMBOL",
                description = "Symbols that the source itself tagged the text with.")
        List<String> tags = List.of();

        @Option(
                names = "--at",
                paramLabel = "DATE",
                description = "When it was written, as in 2014-05-01: symbols change over time. Default: now.")
        @Nullable
        String at;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                defaultValue = "table",
                description = "One of ${COMPLETION-CANDIDATES}. Default: table.")
        Format format = Format.TABLE;

        Explain(Console console) {
            super(console);
        }

        @Override
        public Set<ConfigKey<?>> hiddenSettings() {
            return otherSettings();
        }

        @Override
        public Integer call() {
            Document document = new Document(
                    text,
                    null,
                    tags,
                    at == null ? null : date(at).atStartOfDay(ZoneOffset.UTC).toInstant());
            try (TextOutput out = new TextOutput(console.out());
                    RecordWriter rows = RecordWriter.of(format, COLUMNS, out)) {
                for (Link link : ListedMarket.of(config()).linker().link(document)) {
                    rows.write(row(link));
                }
            }
            return ExitCode.OK;
        }

        private static LocalDate date(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new TickvoxException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Invalid --at '" + text + "': expected a date, as in 2014-05-01",
                        e);
            }
        }

        private Map<String, @Nullable Object> row(Link link) {
            boolean inText = link.start() >= 0;
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("symbol", link.symbol());
            row.put("link", link.kind().id());
            row.put("confidence", link.confidence());
            row.put("reason", link.reason());
            row.put("text", inText ? text.substring(link.start(), link.end()) : null);
            row.put("start", inText ? (Integer) link.start() : null);
            row.put("end", inText ? (Integer) link.end() : null);
            return row;
        }
    }
}
