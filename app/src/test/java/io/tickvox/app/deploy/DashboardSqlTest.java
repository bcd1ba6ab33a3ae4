package io.tickvox.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tickvox.app.deploy.Dashboard.Query;
import io.tickvox.app.deploy.Dashboard.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queries of all dashboards, as Grafana sends them and as the user who may only read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardSqlTest {
    private static final Set<String> NUMBERS = Set.of("int4", "int8", "float8", "numeric");
    private static final Set<String> LARGE = Set.of("sentiment_bar", "price_bar", "mention", "post", "rejection");
    private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "KO");

    @TempDir
    static Path folder = Path.of("");

    private DeployDatabase database;
    private Connection reader;

    /** What came back. */
    private record Result(Map<String, String> types, List<Map<String, @Nullable Object>> rows) {}

    @BeforeAll
    void fill() throws Exception {
        database = DeployDatabase.start(folder);
        database.fill();
        reader = database.reader().connect();
    }

    @AfterAll
    void close() throws SQLException {
        reader.close();
        database.close();
    }

    static List<Query> queries() throws IOException {
        return DeployFolder.dashboards().stream()
                .flatMap(dashboard -> dashboard.queries().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void givesWhatItsPanelNeeds(Query query) throws SQLException {
        Result result = run(query, SYMBOLS, "1h");
        Map<String, String> types = result.types();

        assertThat(result.rows()).isNotEmpty();
        assertThat(types.keySet()).containsAll(query.namedColumns());
        assertThat(query.timeColumns()).allSatisfy(name -> assertThat(types).containsEntry(name, "timestamptz"));
        if (query.use() == Use.VARIABLE) {
            assertThat(types).containsOnlyKeys("__value", "__text");
        } else if (query.use() == Use.ANNOTATION) {
            assertThat(types)
                    .containsEntry("time", "timestamptz")
                    .containsEntry("timeend", "timestamptz")
                    .containsEntry("text", "text")
                    .containsEntry("tags", "text");
        }
        if (query.format().equals("time_series")) {
            assertIsTimeSeries(result);
        } else {
            assertThat(query.format()).isEqualTo("table");
        }
    }

    /** Grafana turns rows with a metric into a column for each, which takes rows in order of time and numbers alone. */
    private static void assertIsTimeSeries(Result result) {
        Map<String, String> values = new LinkedHashMap<>(result.types());
        assertThat(values.remove("time")).isIn("timestamptz", "numeric");
        String metric = values.remove("metric");
        assertThat(metric).isIn(null, "text");
        assertThat(values.values()).isNotEmpty().allMatch(NUMBERS::contains);
        assertThat(result.rows())
                .extracting(row -> (Comparable<?>) row.get("time"))
                .doesNotContainNull()
                .isSorted();
        Set<List<@Nullable Object>> keys = new HashSet<>();
        assertThat(result.rows()).allMatch(row -> keys.add(Arrays.asList(row.get("time"), row.get("metric"))));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void runsForEveryChoiceAndForNone(Query query) throws SQLException {
        Set<String> columns = run(query, SYMBOLS, "1h").types().keySet();
        for (String interval : query.dashboard().values(List.of()).getOrDefault("interval", List.of(""))) {
            assertThat(run(query, List.of("NONE"), interval).types().keySet()).isEqualTo(columns);
        }
        if (query.sql().contains("${symbols:")) {
            assertThat(run(query, List.of(), "1h").rows()).isEmpty();
        }
    }

    /** Told not to read large tables from end to end, the planner finds an index and knows where in it to begin. */
    @ParameterizedTest
    @MethodSource("queries")
    void canReadLargeTablesByIndex(Query query) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute("set enable_seqscan = off");
            String plan = String.valueOf(run("explain (format json) " + sql(query, SYMBOLS, "1h"))
                    .rows()
                    .get(0)
                    .get("QUERY PLAN"));
            assertReadsByIndex(new JsonMapper().readTree(plan).path(0).path("Plan"), false, false);
        } finally {
            try (Statement statement = reader.createStatement()) {
                statement.execute("reset enable_seqscan");
            }
        }
    }

    private static void assertReadsByIndex(JsonNode node, boolean ofLarge, boolean limited) {
        String type = node.path("Node Type").asString();
        boolean large = ofLarge || LARGE.contains(node.path("Relation Name").asString(""));
        if (large) {
            boolean firstOnly = limited && type.equals("Index Only Scan");
            assertThat(type).isIn("Index Scan", "Index Only Scan", "Bitmap Heap Scan", "Bitmap Index Scan");
            assertThat(type.equals("Bitmap Heap Scan") || firstOnly || node.has("Index Cond"))
                    .as(node.toString())
                    .isTrue();
        }
        node.path("Plans").forEach(inner -> assertReadsByIndex(inner, large, type.equals("Limit")));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void takesNothingOfAValueForSql(Query query) throws SQLException {
        String hostile = "' or true; drop table listing; --";
        Result result = run(query, List.of(hostile), "1h");
        if (query.sql().contains("${symbol")) {
            assertThat(result.rows())
                    .allMatch(row -> query.use() == Use.ANNOTATION || hostile.equals(row.get("symbol")));
        }
    }

    @Test
    void theWatchlistKnowsTheLast24HoursAndNothingAfterTheRange() throws SQLException {
        List<Map<String, @Nullable Object>> rows =
                run(find("market.json: 2 "), SYMBOLS, "").rows();

        assertThat(rows).extracting(row -> row.get("symbol")).containsExactly("AAPL", "KO", "MSFT");
        Map<String, @Nullable Object> apple = rows.get(0);
        assertThat(apple.get("name")).isEqualTo("Apple");
        assertThat(number(apple, "price")).isEqualTo(103);
        assertThat(number(apple, "change")).isCloseTo(0.03, within(1e-9));
        assertThat(number(apple, "posts")).isEqualTo(16);
        assertThat(number(apple, "score")).isCloseTo(0.2, within(1e-9));
        double days = 1 + 2.9375;
        assertThat(number(apple, "norm")).isCloseTo(120 / days, within(1e-6));
        assertThat(number(apple, "posts / norm")).isCloseTo(16 / (120 / days), within(1e-6));
        assertThat(number(rows.get(1), "posts")).isEqualTo(4);
        assertThat(rows.get(1).get("price")).isNull();
        assertThat(number(rows.get(2), "price")).isEqualTo(55);
        assertThat(number(rows.get(2), "change")).isCloseTo(0.1, within(1e-9));
        assertThat(number(rows.get(2), "posts")).isZero();
        assertThat(rows.get(2).get("score")).isNull();
    }

    @Test
    void thePostsBehindATickerAreThereInFullNewestFirst() throws SQLException {
        assertThat(run(find("ticker.json: 7 "), List.of("AAPL"), "1h").rows())
                .extracting(row -> row.get("text"))
                .containsExactly(DeployDatabase.TEXT, "$AAPL first");
    }

    @Test
    void gapsThatCannotConcernTheTickerAreNotShown() throws SQLException {
        List<Map<String, @Nullable Object>> gaps =
                run(find("ticker.json: Coverage gaps"), List.of("AAPL"), "1h").rows();

        assertThat(gaps)
                .extracting(row -> row.get("text"))
                .containsExactly("yahoo did not see prices: away", "bluesky did not see posts: away");
        assertThat(gaps.get(0).get("timeend")).isEqualTo(Timestamp.from(DeployDatabase.TO));
        assertThat(gaps.get(1).get("time")).isEqualTo(Timestamp.from(DeployDatabase.FROM));
    }

    @Test
    void eachDashboardSaysThatTheMarketIsSimulated() throws Exception {
        for (Dashboard dashboard : DeployFolder.dashboards()) {
            Query first = dashboard.queries().stream()
                    .filter(query -> query.use() == Use.PANEL)
                    .findFirst()
                    .orElseThrow();
            assertThat(run(first, SYMBOLS, "1h").rows())
                    .singleElement()
                    .extracting(row -> String.valueOf(row.get("data")))
                    .asString()
                    .startsWith("Simulated market");
        }
    }

    @Test
    void theReaderCannotWrite() {
        assertThatThrownBy(() -> run("delete from post")).isInstanceOf(SQLException.class);
    }

    private static Query find(String part) {
        try {
            return queries().stream()
                    .filter(query -> query.toString().contains(part))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double number(Map<String, @Nullable Object> row, String column) {
        Object value = row.get(column);
        assertThat(value).as(column).isInstanceOf(Number.class);
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static String sql(Query query, List<String> symbols, String interval) {
        Map<String, List<String>> values = query.dashboard().values(symbols);
        values.computeIfPresent("symbol", (name, all) -> all.isEmpty() ? all : all.subList(0, 1));
        values.computeIfPresent("interval", (name, all) -> List.of(interval));
        return new GrafanaSql(DeployDatabase.FROM, DeployDatabase.TO, values).expand(query.sql());
    }

    private Result run(Query query, List<String> symbols, String interval) throws SQLException {
        return run(sql(query, symbols, interval));
    }

    private Result run(String sql) throws SQLException {
        try (Statement statement = reader.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            Map<String, String> types = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                types.put(columns.getColumnLabel(i), columns.getColumnTypeName(i));
            }
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (String column : types.keySet()) {
                    row.put(column, result.getObject(column));
                }
                rows.add(row);
            }
            return new Result(types, rows);
        }
    }
}
