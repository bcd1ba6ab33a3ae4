package io.tickvox.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.javalin.http.HandlerType;
import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Interval;
import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.model.PostKind;
import io.tickvox.model.PriceBar;
import io.tickvox.store.query.LiveModel;
import io.tickvox.store.query.MarketWindow;
import io.tickvox.store.query.PostFilter;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the document against the code, and what the server answers against the document. */
class OpenApiTest {
    /** Pages and their files, which are no part of the API. */
    private static final Set<String> PAGES = Set.of("/", "/<path>", "/docs.css");

    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree(Docs.resource("openapi.json"));
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        Seed.market(server.database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> routes = server.server.javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .filter(handler -> handler.endpoint.method.equals(HandlerType.GET))
                .map(handler -> handler.endpoint.path)
                .filter(path -> !PAGES.contains(path))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routes)
                .containsExactlyInAnyOrderElementsOf(DOCUMENT.get("paths").propertyNames());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/status, Status",
        "/api/v1/rejections, Rejections",
        "/api/v1/rejections?limit=1, Rejections",
        "/api/v1/models/live, LiveModels",
        "/api/v1/market, Market",
        "/api/v1/market?window=1h, Market",
        "/api/v1/tickers, Tickers",
        "/api/v1/tickers/AAPL, TickerDetail",
        "/api/v1/tickers/A, TickerDetail",
        "/api/v1/tickers/AAPL/bars?interval=1d, BarSeries",
        "/api/v1/tickers/AAPL/bars?interval=1h, BarSeries",
        "/api/v1/tickers/AAPL/bars?interval=1m, BarSeries",
        "/api/v1/tickers/ZZZ/bars, BarSeries",
        "/api/v1/tickers/AAPL/posts, Posts",
        "/api/v1/tickers/AAPL/posts?limit=1, Posts",
        "/api/v1/tickers/ZZZ/posts, Posts",
        "/api/v1/posts/x/1/explanation?symbol=AAPL, Explanation",
        "/health, Health",
        "/api/v1/tickers/ZZZ, Error",
        "/api/v1/market?window=x, Error",
        "/none.js, Error"
    })
    void answersAsDescribed(String path, String schema) {
        assertThat(errors(schema, JsonMapper.shared().readTree(server.get(path).body())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/status, 200",
        "/api/v1/models/live, 200",
        "/api/v1/market, 200",
        "/api/v1/tickers, 200",
        "/api/v1/tickers/AAPL, 200",
        "/api/v1/tickers/ZZZ, 404",
        "/api/v1/tickers/AAPL/bars, 200",
        "/api/v1/tickers/AAPL/posts?cursor=x, 400",
        "/api/v1/posts/x/1/explanation?symbol=AAPL, 200",
        "/api/v1/posts/x/none/explanation?symbol=AAPL, 404",
        "/health, 200",
        "/metrics, 200",
        "/openapi.json, 200",
        "/docs, 200"
    })
    void givesTheStatusAndTypeThatAreDescribed(String path, String status) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(Integer.parseInt(status));
        String template = DOCUMENT.get("paths").propertyNames().stream()
                .filter(candidate -> path.replaceAll("\\?.*", "")
                        .matches(candidate.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\.")))
                .min(java.util.Comparator.comparing(candidate -> candidate.contains("{")))
                .orElseThrow();
        JsonNode described = DOCUMENT.get("paths").get(template).at("/get/responses/" + status + "/content");
        assertThat(described.propertyNames()).anySatisfy(type -> assertThat(
                        response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith(type));
    }

    @Test
    void sendsEventsAsDescribed() {
        Map<String, String> schemas = Map.of(
                "hello", "HelloEvent",
                "status", "Status",
                "mention", "MentionEvent",
                "sentiment_bar", "SentimentBarEvent",
                "price_bar", "PriceBarEvent",
                "skipped", "SkippedEvent");
        try (EventStream stream = EventStream.open(server, "")) {
            stream.awaitEvents(2);
            server.feed.all().mention(TestObjects.mention("1", "AAPL"));
            server.feed.all().sentimentBar(TestObjects.sentimentBar("AAPL"));
            PriceBar bar = TestObjects.priceBar("AAPL");
            server.feed.all().priceBar(bar);
            server.feed.all().skipped(3);
            List<EventStream.Event> events = stream.awaitEvents(6);
            assertThat(events).extracting(EventStream.Event::name).containsAll(new HashSet<>(schemas.keySet()));
            assertThat(events).allSatisfy(event -> assertThat(errors(schemas.get(event.name()), event.json()))
                    .isEmpty());
        }
    }

    @Test
    void namesTheValuesThatTheCodeKnows() {
        Map<String, Set<Set<String>>> named = new HashMap<>();
        collectEnums("", DOCUMENT, named);
        Map<String, Set<Set<String>>> known = Map.of(
                "label", Set.of(ids(Label.values())),
                "author_label", Set.of(ids(AuthorLabel.values())),
                "link", Set.of(ids(LinkKind.values())),
                "kind", Set.of(ids(PostKind.values()), ids(LinkKind.values())),
                "include", Set.of(ids(PostFilter.Include.values())),
                "interval",
                        Set.of(Stream.of(Interval.values()).map(Interval::id).collect(Collectors.toSet())),
                "window",
                        Set.of(Stream.of(MarketWindow.values())
                                .map(MarketWindow::id)
                                .collect(Collectors.toSet())),
                "state",
                        Set.of(
                                ids(ComponentStatus.State.values()),
                                ids(SourceStatus.State.values()),
                                ids(ScorerStatus.State.values()),
                                ids(LiveModel.State.values())));
        assertThat(named).containsAllEntriesOf(known);
    }

    private static Set<String> ids(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** The lists of values below {@code node}, by the property or parameter that they are of. */
    private static void collectEnums(String name, JsonNode node, Map<String, Set<Set<String>>> found) {
        JsonNode values = node.path("enum");
        if (values.isArray()) {
            found.computeIfAbsent(name, key -> new HashSet<>())
                    .add(values.valueStream()
                            .filter(value -> !value.isNull())
                            .map(JsonNode::asString)
                            .collect(Collectors.toSet()));
        }
        String parameter = node.path("name").asString("");
        node.forEachEntry((key, child) ->
                collectEnums(key.equals("schema") && !parameter.isEmpty() ? parameter : key, child, found));
        node.values().forEach(child -> {
            if (node.isArray()) {
                collectEnums(name, child, found);
            }
        });
    }

    @Test
    void showsEveryPathAndObjectToPeople() {
        String page = server.get("/docs").body();
        Stream<String> paths = DOCUMENT.get("paths").propertyNames().stream();
        Stream<String> objects = DOCUMENT.at("/components/schemas").propertyNames().stream();
        assertThat(page).contains(paths.map(path -> "GET " + path + "</code>").toList());
        assertThat(page).contains(objects.map(name -> "id=\"" + name + "\"").toList());
        assertThat(page).doesNotContain("<script");
    }

    private static List<Error> errors(String name, JsonNode value) {
        ObjectNode schema = JsonMapper.shared().createObjectNode();
        schema.put("$ref", "#/components/schemas/" + name);
        schema.set("components", DOCUMENT.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
