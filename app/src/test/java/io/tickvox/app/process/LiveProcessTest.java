package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.testkit.fake.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command on all its sources at once, which are fakes on loopback: they fail, and it is killed meanwhile. */
class LiveProcessTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SYMBOLS = List.of("AAPL", "TSLA", "MSFT", "BTC-USD");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Asked so seldom, or live so late, that each of its calls may meet a fault instead of its server going down. */
    private static final Set<String> IN_TROUBLE = Set.of("stocktwits", "yahoo", "reddit", "x-compliance");

    /** What is said while these are away is lost. */
    private static final Set<String> WITHOUT_HISTORY = Set.of("coinbase", "finnhub");

    /** Gaps under a second are not told. */
    private static final Duration LONG_ENOUGH_FOR_A_GAP = Duration.ofSeconds(2);

    private static final List<Fault> TROUBLE = List.of(
            Fault.SERVER_ERROR,
            Fault.TRUNCATED_GZIP,
            Fault.UNAVAILABLE,
            Fault.DISCONNECT_MID_RECORD,
            Fault.LONG_CONTENT_LENGTH);

    private final LiveFakes fakes = new LiveFakes();
    private int troubles;
    private final ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        traffic.shutdownNow();
        fakes.close();
    }

    @Test
    void holdsExactlyWhatWasSaidThoughEachSourceFailsAndItIsKilledInTheMidstOfIt() throws Exception {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(9));
        trouble();
        fakes.say(4);
        fakes.bars(minute, 4);
        LiveFakes.Said edited = fakes.sayWhatWillChange();
        watch("AAPL,TSLA,BTC-USD");
        try (TickvoxProcess run = run()) {
            String address = run.awaitErr("Dashboard: (\\S+)");
            assertThat(market(address)).containsExactly("AAPL", "BTC-USD", "TSLA");
            watch("AAPL,TSLA,MSFT,BTC-USD");
            fakes.trade();
            assertThat(market(address)).containsExactly("AAPL", "BTC-USD", "MSFT", "TSLA");
            traffic.scheduleWithFixedDelay(() -> fakes.sayWhereItIsHeardSoon(1), 0, 1, TimeUnit.SECONDS);
            for (String source : fakes.names()) {
                if (!IN_TROUBLE.contains(source)) {
                    fail(source, address);
                }
            }
            fakes.splitAShard();
            fakes.delete();
            fakes.trade();
            eventually().untilAsserted(() -> assertThat(gaps(address))
                    .containsExactlyInAnyOrderElementsOf(WITHOUT_HISTORY));
            awaitTraded(address);
            fakes.server("bluesky").down();
            fakes.server("kinesis").down();
            fakes.server("x").misbehave(Fault.SERVER_ERROR, 1);
            trouble();
            fakes.change(edited);
            awaitStates(address, Set.of("bluesky", "kinesis"), "unreachable");
            run.signal("KILL");
            run.exitCode();
            assertThat(run.err()).doesNotContain(LiveFakes.SECRET);
        }
        fakes.say(4);
        fakes.bars(minute.plus(Duration.ofMinutes(4)), 3);
        try (TickvoxProcess again = run()) {
            String address = again.awaitErr("Dashboard: (\\S+)");
            fakes.server("bluesky").misbehave(Fault.DISCONNECT_MID_RECORD, 1);
            fakes.server("kinesis").misbehave(Fault.TRUNCATED_GZIP, 1);
            fakes.server("bluesky").up();
            fakes.server("kinesis").up();
            fakes.trade();
            traffic.shutdownNow();
            awaitTables(address);
            awaitTraded(address);
            awaitStates(address, Set.copyOf(fakes.names()), "live");
            assertTexts();
            assertMentions();
            assertThat(export("rejection")).as("rejections").isEmpty();
            again.signal("TERM");
            assertThat(again.exitCode()).isEqualTo(143);
            assertThat(again.err()).doesNotContain(LiveFakes.SECRET);
        }
        assertThat(fakes.callsBeyondTheLimits()).isZero();
    }

    /** The next calls of those that are asked seldom all fail, each in its own way. */
    private void trouble() {
        for (String source : IN_TROUBLE) {
            int faults = source.equals("x-compliance") ? 1 : 3;
            for (int i = 0; i < faults; i++) {
                fakes.server(source).misbehave(TROUBLE.get(troubles++ % TROUBLE.size()), 1);
            }
        }
    }

    /** Posts of the table with their texts, which are as they were said. */
    private void assertTexts() throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode post : export("post")) {
            found.put(key(post), post.path("text").asString());
        }
        Map<String, String> said = new TreeMap<>();
        fakes.posts().forEach((key, post) -> said.put(key, post.text()));
        assertThat(found).isEqualTo(said);
    }

    private void assertMentions() throws Exception {
        Set<String> found = new TreeSet<>();
        for (JsonNode mention : export("mention")) {
            found.add(key(mention) + " " + mention.path("symbol").asString());
        }
        Set<String> said = new TreeSet<>();
        fakes.posts().forEach((key, post) -> said.add(key + " " + post.symbol()));
        assertThat(found).isEqualTo(said);
    }

    private static String key(JsonNode row) {
        return row.path("source").asString() + " " + row.path("post_id").asString();
    }

    /** {@code source} is away for a moment, in which things are said. */
    private void fail(String source, String address) throws Exception {
        Instant longEnough = Instant.now().plus(LONG_ENOUGH_FOR_A_GAP);
        fakes.server(source).down();
        awaitStates(address, Set.of(source), "unreachable");
        if (WITHOUT_HISTORY.contains(source)) {
            eventually().until(() -> Instant.now().isAfter(longEnough));
        }
        fakes.sayWhereItIsHeardSoon(1);
        if (source.equals("bluesky")) {
            assertThat(sources())
                    .contains("unreachable")
                    .contains("Next try at")
                    .doesNotContain(LiveFakes.SECRET);
        }
        fakes.server(source).up();
    }

    /** Sets the watchlist in the file of settings. */
    private void watch(String symbols) throws IOException {
        Path changed = Files.writeString(folder.resolve("changed.yaml"), "symbols: " + symbols + "\n");
        Files.move(changed, folder.resolve("tickvox.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The tickers of the market page. */
    private static List<String> market(String address) throws Exception {
        List<String> symbols = new ArrayList<>();
        json(address + "/api/v1/market")
                .path("rows")
                .forEach(row -> symbols.add(row.path("symbol").asString()));
        return symbols;
    }

    private TickvoxProcess run() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--data-dir", data(), "--server-port", "0"));
        fakes.settings().forEach((name, value) -> arguments.addAll(List.of("--" + name, value)));
        return TickvoxProcess.start(folder, LiveFakes.credentials(), arguments);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** The rows of {@code table}. */
    private List<JsonNode> export(String table) throws Exception {
        return output("export", table, "-o", "ndjson", "--data-dir", data())
                .lines()
                .map(JSON::readTree)
                .toList();
    }

    private String sources() throws Exception {
        return output("sources", "list", "--data-dir", data());
    }

    private String output(String... arguments) throws Exception {
        try (TickvoxProcess process = TickvoxProcess.start(folder, arguments)) {
            assertThat(process.exitCode()).as(process.err()).isZero();
            return process.out();
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200));
    }

    private static void awaitStates(String address, Set<String> sources, String wanted) {
        eventually().untilAsserted(() -> {
            Map<String, String> states = new TreeMap<>();
            json(address + "/api/v1/status").path("sources").forEach(source -> {
                if (sources.contains(source.path("source").asString())) {
                    states.put(
                            source.path("source").asString(),
                            source.path("state").asString());
                }
            });
            assertThat(states).hasSameSizeAs(sources).allSatisfy((source, state) -> assertThat(state)
                    .isEqualTo(wanted));
        });
    }

    /** Waits until the tables hold what was said, and nothing else: posts, and how many there are in each bar. */
    private void awaitTables(String address) {
        eventually().untilAsserted(() -> {
            Set<String> found = new TreeSet<>();
            for (String symbol : SYMBOLS) {
                found.addAll(posts(address, symbol));
            }
            assertThat(found).isEqualTo(fakes.posts().keySet());
            for (ChronoUnit length : List.of(ChronoUnit.MINUTES, ChronoUnit.HOURS)) {
                Map<String, Integer> counted = new TreeMap<>();
                for (String symbol : SYMBOLS) {
                    for (JsonNode bar : bars(address, symbol, length == ChronoUnit.MINUTES ? "1m" : "1h")) {
                        counted.put(
                                symbol + " " + bar.path("start").asString(),
                                bar.path("posts").asInt());
                    }
                }
                counted.values().removeIf(count -> count == 0);
                assertThat(counted).as("posts in bars of " + length).isEqualTo(said(length));
            }
        });
    }

    /** How many posts were said of each ticker in each stretch of {@code length}. */
    private Map<String, Integer> said(ChronoUnit length) {
        Map<String, Integer> counted = new TreeMap<>();
        fakes.posts()
                .values()
                .forEach(said ->
                        counted.merge(said.symbol() + " " + said.writtenAt().truncatedTo(length), 1, Integer::sum));
        return counted;
    }

    private static Set<String> posts(String address, String symbol) throws Exception {
        Set<String> found = new TreeSet<>();
        String cursor = "";
        do {
            JsonNode page = json(address + "/api/v1/tickers/" + symbol + "/posts?limit=200" + cursor);
            page.path("posts").forEach(post -> found.add(key(post)));
            String next = page.path("next_cursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return found;
    }

    private void awaitTraded(String address) {
        eventually().untilAsserted(() -> {
            Map<String, Double> closes = new TreeMap<>();
            for (JsonNode bar : priced(address, "AAPL")) {
                closes.put(bar.path("start").asString(), bar.path("close").asDouble());
            }
            assertThat(closes).isEqualTo(fakes.bars());
            assertTraded(address);
        });
    }

    private void assertTraded(String address) throws Exception {
        Map<String, Double> lasts = new TreeMap<>();
        Map<String, Double> volumes = new TreeMap<>();
        for (String symbol : fakes.lasts().keySet()) {
            for (JsonNode bar : priced(address, symbol)) {
                lasts.put(symbol, bar.path("close").asDouble());
                if (bar.path("volume").isNumber()) {
                    volumes.merge(symbol, bar.path("volume").asDouble(), Double::sum);
                }
            }
        }
        assertThat(lasts).isEqualTo(fakes.lasts());
        assertThat(volumes).isEqualTo(fakes.volumes());
    }

    /** The minutes of {@code symbol} in which it has a price, in order. */
    private static List<JsonNode> priced(String address, String symbol) throws Exception {
        return bars(address, symbol, "1m").stream()
                .filter(bar -> bar.path("close").isNumber())
                .toList();
    }

    private static List<JsonNode> bars(String address, String symbol, String interval) throws Exception {
        List<JsonNode> bars = new ArrayList<>();
        json(address + "/api/v1/tickers/" + symbol + "/bars?interval=" + interval + "&limit=1000")
                .path("bars")
                .forEach(bars::add);
        return bars;
    }

    /** The sources that could not see at some time of BTC-USD's chart. */
    private static Set<String> gaps(String address) throws Exception {
        Set<String> sources = new TreeSet<>();
        json(address + "/api/v1/tickers/BTC-USD/bars?interval=1m&limit=1000")
                .path("gaps")
                .forEach(gap -> sources.add(gap.path("source").asString()));
        return sources;
    }

    private static JsonNode json(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }
}
