package io.tickvox.text.training;

import io.tickvox.text.SymbolDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the shipped symbol directory from the exchanges' listings, the SEC's list of companies by size, the S&amp;P 500's
 * constituents and its members of the past, and hand-kept lists of further names and of slang.
 *
 * <p>Run as {@code java … DirectoryGenerator DATA OUT}: the data folder, which holds {@code reference/} and the texts that
 * tell which names are common words, and the file to write.
 */
public final class DirectoryGenerator {
    private static final int PROMINENT_RANK = 1500;
    private static final Map<String, String> EXCHANGES =
            Map.of("N", "NYSE", "P", "NYSE Arca", "A", "NYSE American", "Z", "Cboe", "V", "IEX");
    private static final int PROMINENT = 1;
    private static final int FORMER = 2;
    private static final int WORD = 4;
    private static final int FUND = 8;
    private static final int SURE = 16;

    private static final class Row {
        final String symbol;
        String name;
        final String exchange;
        String sector = "";
        int flags;
        int rank = Integer.MAX_VALUE;
        final Set<String> names = new LinkedHashSet<>();
        final Set<String> curated = new LinkedHashSet<>();

        Row(String symbol, String name, String exchange) {
            this.symbol = symbol;
            this.name = name;
            this.exchange = exchange;
        }
    }

    private final Path data;
    private final Map<String, Row> rows = new TreeMap<>();
    private final Set<String> slang = new HashSet<>();
    private final Set<String> words = new HashSet<>();

    private DirectoryGenerator(Path data) {
        this.data = data;
    }

    public static void main(String[] args) throws IOException {
        generate(Path.of(args[0]), Path.of(args[1]));
    }

    /** Writes the directory made from the data folder to {@code out}; the same data give the same bytes. */
    public static void generate(Path data, Path out) throws IOException {
        DirectoryGenerator generator = new DirectoryGenerator(data);
        generator.readListings();
        generator.readRanks();
        generator.readIndex();
        generator.readCurated();
        generator.settleNames();
        Files.writeString(out, generator.format(), StandardCharsets.UTF_8);
    }

    private void readListings() throws IOException {
        for (List<String> row : Csv.read(data.resolve("reference/nasdaq_listed.csv"))) {
            add(row.get(0), row.get(2), "NASDAQ", row.get(7).equals("Y"), row.get(4));
        }
        for (List<String> row : Csv.read(data.resolve("reference/other_listed.csv"))) {
            add(
                    row.get(0),
                    row.get(2),
                    EXCHANGES.getOrDefault(row.get(3), "NYSE"),
                    row.get(5).equals("Y"),
                    row.get(7));
        }
    }

    private void add(String listed, String security, String exchange, boolean etf, String test) {
        String symbol = SymbolDirectory.normalise(listed.replace("$", ".P"));
        if (test.equals("Y") || !symbol.matches("[A-Z]{1,6}(\\.[A-Z]{1,2})?") || rows.containsKey(symbol)) {
            return;
        }
        boolean share = !etf
                && !listed.contains("$")
                && security.matches(".*(Common|Ordinary|Depositary|Class [A-C]|Shares of Beneficial|ADS).*")
                && !security.matches(".*(Warrant|Unit|Right|Preferred|Notes).*");
        String company = etf ? security.strip() : CompanyNames.ofSecurity(security);
        Row row = new Row(symbol, share ? CompanyNames.shortened(company) : company, exchange);
        row.flags = share ? 0 : FUND;
        rows.put(symbol, row);
    }

    private void readRanks() throws IOException {
        JsonNode companies = new JsonMapper()
                .readTree(data.resolve("reference/sec_company_tickers.json").toFile());
        int rank = 0;
        for (JsonNode company : companies) {
            Row row = rows.get(SymbolDirectory.normalise(company.path("ticker").asString()));
            rank++;
            if (row != null && row.rank == Integer.MAX_VALUE) {
                row.rank = rank;
                row.flags |= rank <= PROMINENT_RANK ? PROMINENT : 0;
            }
        }
    }

    private void readIndex() throws IOException {
        for (List<String> row : Csv.read(data.resolve("reference/sp500_constituents.csv"))) {
            Row listed = rows.get(SymbolDirectory.normalise(row.get(0)));
            if (listed != null) {
                listed.name = CompanyNames.shortened(row.get(1));
                listed.sector = row.get(2);
                listed.flags = PROMINENT;
            }
        }
        for (List<String> row : Csv.read(data.resolve("reference/sp500_ticker_start_end.csv"))) {
            String symbol = SymbolDirectory.normalise(row.get(0));
            if (!row.get(2).isEmpty() && !rows.containsKey(symbol)) {
                Row former = new Row(symbol, symbol, "");
                former.flags = FORMER | FUND;
                rows.put(symbol, former);
            }
        }
    }

    private void readCurated() throws IOException {
        for (String line : resource("former.tsv")) {
            String[] fields = line.split("\t", -1);
            Row current = rows.get(fields[0]);
            if (current != null && (current.flags & FORMER) == 0) {
                continue;
            }
            Row row = new Row(fields[0], fields[1], fields[2]);
            row.sector = fields[3];
            row.flags = FORMER | PROMINENT;
            addCurated(row, fields[4]);
            rows.put(row.symbol, row);
        }
        readNames("names.tsv", PROMINENT);
        readNames("further-names.tsv", 0);
        for (String line : resource("slang.txt")) {
            slang.addAll(List.of(line.split(" ")));
        }
        for (String line : resource("words.txt")) {
            words.addAll(List.of(line.split(" ")));
        }
    }

    /** Adds the names of a list to the companies that have rows, and {@code flags} to these. */
    private void readNames(String list, int flags) throws IOException {
        for (String line : resource(list)) {
            String[] fields = line.split("\t", -1);
            Row row = rows.get(fields[0]);
            if (row != null) {
                row.flags |= flags;
                addCurated(row, fields[1]);
            }
        }
    }

    private static void addCurated(Row row, String names) {
        for (String name : names.split("\\|")) {
            if (name.equals("-")) {
                row.flags |= FUND;
            } else if (!name.isEmpty()) {
                row.curated.add(name);
            }
        }
    }

    private void settleNames() throws IOException {
        Set<String> candidates = new HashSet<>();
        rows.values().forEach(row -> candidates.addAll(List.of(row.symbol, row.name)));
        WordUse use = new WordUse(candidates);
        SymbolUse symbols = new SymbolUse();
        LabelledData.forEachText(data, text -> {
            use.count(text);
            symbols.count(text);
        });
        Map<String, Row> owners = owners();
        for (Row row : rows.values()) {
            row.flags |= slang.contains(row.symbol) || isWord(use, row.symbol) ? WORD : 0;
            row.flags |=
                    (row.flags & WORD) == 0 && !words.contains(row.symbol) && symbols.isSure(row.symbol) ? SURE : 0;
            row.names.addAll(row.curated);
            boolean settled = row.curated.contains(row.name) || row.curated.contains("~" + row.name);
            if ((row.flags & (FUND | FORMER)) == 0 && !settled) {
                if (owners.get(key(row.name)) != row || row.name.length() < 2 || isCommonWord(row.name, use)) {
                    row.flags |= FUND;
                } else {
                    row.names.add((isAmbiguous(row, use) ? "~" : "") + row.name);
                }
            }
            row.names.remove(row.name);
        }
    }

    /** Who has each name: the company whose hand-kept name it is, else the largest. */
    private Map<String, Row> owners() {
        Map<String, Row> owners = new HashMap<>();
        for (Row row : rows.values()) {
            if ((row.flags & (FUND | FORMER)) == 0) {
                owners.merge(key(row.name), row, (a, b) -> b.rank < a.rank ? b : a);
            }
        }
        for (Row row : rows.values()) {
            row.curated.forEach(name -> owners.put(key(name.replace("~", "")), row));
        }
        return owners;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isWord(WordUse use, String word) {
        int lower = use.lower(word);
        return lower >= 3 && lower * 2 > use.all(word);
    }

    private boolean isCommonWord(String name, WordUse use) {
        int lower = use.lower(name);
        return !name.contains(" ")
                && (slang.contains(name.toUpperCase(Locale.ROOT)) || (lower >= 2 && lower * 2 > use.all(name)));
    }

    private boolean isAmbiguous(Row row, WordUse use) {
        int lower = use.lower(row.name);
        boolean common = lower >= 2 && lower * 10 > use.all(row.name) * 3;
        boolean single = !row.name.contains(" ") && !row.name.contains("-");
        return common || (single && (row.name.length() <= 3 || (row.flags & PROMINENT) == 0));
    }

    private String format() {
        StringBuilder out = new StringBuilder("# symbol, name, exchange, sector, flags, further names (~ ambiguous)\n");
        for (Row row : rows.values()) {
            out.append(String.join(
                            "\t",
                            row.symbol,
                            row.name,
                            row.exchange,
                            row.sector,
                            Integer.toString(row.flags),
                            String.join("|", row.names)))
                    .append('\n');
        }
        return out.toString();
    }

    /** The lines of a curated list that are neither empty nor comments. */
    private static List<String> resource(String name) throws IOException {
        return ShippedTexts.lines(name).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
