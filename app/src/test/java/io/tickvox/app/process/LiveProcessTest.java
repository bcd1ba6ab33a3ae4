package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.testkit.fake.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command on all its sources at once, which are fakes on loopback: they fail in turn, and it is killed once. */
class LiveProcessTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Asked so seldom that it fails when the command starts instead. */
    private static final Set<String> SELDOM_ASKED = Set.of("stocktwits", "yahoo", "reddit");

    private final LiveFakes fakes = new LiveFakes();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        fakes.close();
    }

    @Test
    void holdsExactlyWhatWasSaidThoughEachSourceFailsAndItIsKilledOnce() throws Exception {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(9));
        fakes.server("stocktwits").misbehave(Fault.SERVER_ERROR, 2);
        fakes.server("yahoo").misbehave(Fault.TRUNCATED_GZIP, 1);
        fakes.server("reddit").misbehave(Fault.UNAVAILABLE, 2);
        fakes.say(4);
        fakes.bars(minute, 4);
        String edited = fakes.sayWhatWillChange();
        watch("AAPL,TSLA,BTC-USD");
        try (TickvoxProcess run = run()) {
            String address = run.awaitErr("Dashboard: (\\S+)");
            assertThat(market(address)).containsExactly("AAPL", "BTC-USD", "TSLA");
            watch("AAPL,TSLA,MSFT,BTC-USD");
            fakes.trade();
            assertThat(market(address)).containsExactly("AAPL", "BTC-USD", "MSFT", "TSLA");
            for (String source : fakes.names()) {
                if (!SELDOM_ASKED.contains(source)) {
                    fail(source, address);
                }
            }
            fakes.splitAShard();
            fakes.delete();
            fakes.sayWhereItIsHeardSoon(2);
            fakes.trade();
            awaitTables(address);
            awaitStates(address, Set.copyOf(fakes.names()), "live");
            eventually()
                    .untilAsserted(() -> assertThat(gaps(address)).containsExactlyInAnyOrder("coinbase", "finnhub"));
            fakes.change(edited);
            run.signal("KILL");
            run.exitCode();
            assertThat(run.err()).doesNotContain(LiveFakes.SECRET);
        }
        fakes.server("bluesky").misbehave(Fault.DISCONNECT_MID_RECORD, 1);
        fakes.server("stocktwits").misbehave(Fault.LONG_CONTENT_LENGTH, 1);
        fakes.server("x").misbehave(Fault.SERVER_ERROR, 1);
        fakes.server("reddit").misbehave(Fault.DISCONNECT_MID_RECORD, 1);
        fakes.server("kinesis").misbehave(Fault.TRUNCATED_GZIP, 1);
        fakes.server("yahoo").misbehave(Fault.SHORT_CONTENT_LENGTH, 1);
        fakes.say(4);
        fakes.bars(minute.plus(Duration.ofMinutes(4)), 3);
        try (TickvoxProcess again = run()) {
            String address = again.awaitErr("Dashboard: (\\S+)");
            fakes.trade();
            awaitTables(address);
            assertThat(export("rejection").lines())
                    .as("rejections, below their header")
                    .hasSize(1);
            again.signal("TERM");
            assertThat(again.exitCode()).isEqualTo(143);
            assertThat(again.err()).doesNotContain(LiveFakes.SECRET);
        }
        assertThat(fakes.callsBeyondTheLimits()).isZero();
    }

    /** {@code source} is away for a moment, in which things are said. */
    private void fail(String source, String address) throws Exception {
        fakes.server(source).down();
        awaitStates(address, Set.of(source), "unreachable");
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

    private String export(String table) throws Exception {
        return output("export", table, "--data-dir", data());
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

    /** Waits until the tables hold what was said and traded, and nothing else. */
    private void awaitTables(String address) {
        eventually().untilAsserted(() -> {
            Set<String> found = new HashSet<>();
            for (String symbol : new String[] {"AAPL", "TSLA", "MSFT", "BTC-USD"}) {
                json(address + "/api/v1/tickers/" + symbol + "/posts?limit=200")
                        .path("posts")
                        .forEach(post -> found.add(post.path("source").asString() + " "
                                + post.path("post_id").asString()));
            }
            assertThat(found).isEqualTo(fakes.posts());
            Map<String, Double> closes = new TreeMap<>();
            for (JsonNode bar : bars(address, "AAPL")) {
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
            for (JsonNode bar : bars(address, symbol)) {
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
    private static List<JsonNode> bars(String address, String symbol) throws Exception {
        List<JsonNode> priced = new ArrayList<>();
        json(address + "/api/v1/tickers/" + symbol + "/bars?interval=1m&limit=1000")
                .path("bars")
                .forEach(bar -> {
                    if (bar.path("close").isNumber()) {
                        priced.add(bar);
                    }
                });
        return priced;
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
