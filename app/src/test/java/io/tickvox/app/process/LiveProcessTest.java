package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.testkit.fake.FakeCoinbase;
import io.tickvox.testkit.fake.FakeJetstream;
import io.tickvox.testkit.fake.FakeStockTwits;
import io.tickvox.testkit.fake.FakeYahoo;
import io.tickvox.testkit.fake.FakeYahooStreamer;
import io.tickvox.testkit.fake.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command on all its sources at once, which are fakes on loopback: they fail in turn, and it is killed once. */
class LiveProcessTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AUTHOR = "did:plc:somebody";

    private final Clock clock = Clock.systemUTC();
    private final FakeJetstream bluesky = new FakeJetstream(clock);
    private final FakeStockTwits stockTwits = new FakeStockTwits(clock);
    private final FakeYahoo yahoo = new FakeYahoo(clock);
    private final FakeYahooStreamer streamer = new FakeYahooStreamer(clock);
    private final FakeCoinbase coinbase = new FakeCoinbase(clock);
    private final Set<String> posts = new HashSet<>();
    private final Map<String, Double> bars = new TreeMap<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        bluesky.close();
        stockTwits.close();
        yahoo.close();
        streamer.close();
        coinbase.close();
    }

    @Test
    void holdsExactlyWhatWasSaidThoughEachSourceFailsAndItIsKilledOnce() throws Exception {
        stockTwits.server().misbehave(Fault.SERVER_ERROR, 2);
        yahoo.server().misbehave(Fault.TRUNCATED_GZIP, 1);
        streamer.server().misbehave(Fault.UNAVAILABLE, 1);
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(9));
        say(10);
        bars(minute, 4);
        try (TickvoxProcess run = run()) {
            String address = run.awaitErr("Dashboard: (\\S+)");
            awaitStates(
                    address, Map.of("bluesky", "live", "stocktwits", "live", "yahoo", "live", "yahoo-stream", "live"));
            awaitTables(address);

            bluesky.server().down();
            awaitStates(address, Map.of("bluesky", "unreachable"));
            eventually().untilAsserted(() -> assertThat(export("coverage_gap")).contains("bluesky,20"));
            assertThat(sources()).contains("unreachable").contains("Next try at");
            bluesky.server().up();
            streamer.server().misbehave(Fault.RATE_LIMITED_BARE, 1);
            streamer.server().breakConnections();
            sayAtBluesky(10);
            awaitStates(address, Map.of("bluesky", "live"));
            delete();
            awaitTables(address);
            eventually().untilAsserted(() -> assertThat(export("coverage_gap")).doesNotContain("bluesky"));
            run.signal("KILL");
            run.exitCode();
        }
        bluesky.server().misbehave(Fault.DISCONNECT_MID_RECORD, 1);
        stockTwits.server().misbehave(Fault.LONG_CONTENT_LENGTH, 1);
        yahoo.server().misbehave(Fault.SHORT_CONTENT_LENGTH, 1);
        say(20);
        bars(minute.plus(Duration.ofMinutes(4)), 3);
        try (TickvoxProcess again = run()) {
            String address = again.awaitErr("Dashboard: (\\S+)");
            awaitTables(address);
            eventually().until(() -> streamer.hears("TSLA"));
            streamer.price("TSLA", 314.765f);
            eventually()
                    .untilAsserted(() ->
                            assertThat(export("price_bar")).contains("TSLA,1m").contains(",314.765,"));
            eventually().until(() -> coinbase.hears("BTC-USD"));
            coinbase.trade("BTC-USD", "60000.5", "0.01");
            eventually().untilAsserted(() -> assertThat(export("price_bar"))
                    .contains("BTC-USD,1m")
                    .contains(",60000.5,"));
            again.signal("TERM");
            assertThat(again.exitCode()).isEqualTo(143);
        }
        assertThat(stockTwits.callsBeyondTheLimit()).isZero();
    }

    private void say(int count) {
        sayAtBluesky(count);
        for (int i = 0; i < count; i++) {
            posts.add("stocktwits " + stockTwits.say(i % 3 == 0 ? "TSLA" : "AAPL", "Strong buy, reason " + i));
        }
    }

    private void sayAtBluesky(int count) {
        for (int i = 0; i < count; i++) {
            String key = "key" + posts.size();
            bluesky.post(AUTHOR, key, "I think $AAPL is a strong buy, number " + posts.size() + " of my reasons");
            bluesky.post(AUTHOR, "x" + key, "Good morning to everybody");
            posts.add("bluesky " + AUTHOR + "/" + key);
        }
    }

    private void delete() {
        bluesky.delete(AUTHOR, "key0");
        posts.remove("bluesky " + AUTHOR + "/key0");
    }

    private void bars(Instant from, int count) {
        for (int i = 0; i < count; i++) {
            Instant minute = from.plus(Duration.ofMinutes(i));
            double close = 200 + bars.size();
            yahoo.bar("AAPL", minute, close, 100);
            bars.put(minute.toString(), close);
        }
    }

    private TickvoxProcess run() throws IOException {
        return TickvoxProcess.start(
                folder,
                "run",
                "--data-dir",
                data(),
                "--server-port",
                "0",
                "--symbols",
                "AAPL,TSLA,BTC-USD",
                "--sources-enabled",
                "bluesky,stocktwits,yahoo,yahoo-stream,coinbase",
                "--sources-bluesky-base-url",
                bluesky.uri().toString(),
                "--sources-stocktwits-base-url",
                stockTwits.uri().toString(),
                "--sources-yahoo-base-url",
                yahoo.uri().toString(),
                "--sources-yahoo-stream-base-url",
                streamer.uri().toString(),
                "--sources-coinbase-base-url",
                coinbase.uri().toString());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String export(String table) throws Exception {
        try (TickvoxProcess export = TickvoxProcess.start(folder, "export", table, "--data-dir", data())) {
            assertThat(export.exitCode()).as(export.err()).isZero();
            return export.out();
        }
    }

    private String sources() throws Exception {
        try (TickvoxProcess sources = TickvoxProcess.start(folder, "sources", "list", "--data-dir", data())) {
            assertThat(sources.exitCode()).as(sources.err()).isZero();
            return sources.out();
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200));
    }

    private static void awaitStates(String address, Map<String, String> wanted) {
        eventually().untilAsserted(() -> {
            Map<String, String> states = new TreeMap<>();
            json(address + "/api/v1/status")
                    .path("sources")
                    .forEach(source -> states.put(
                            source.path("source").asString(),
                            source.path("state").asString()));
            assertThat(states).containsAllEntriesOf(wanted);
        });
    }

    /** Waits until the tables hold what was said, and nothing else. */
    private void awaitTables(String address) {
        eventually().untilAsserted(() -> {
            Set<String> found = new HashSet<>();
            for (String symbol : new String[] {"AAPL", "TSLA"}) {
                json(address + "/api/v1/tickers/" + symbol + "/posts?limit=200")
                        .path("posts")
                        .forEach(post -> found.add(post.path("source").asString() + " "
                                + post.path("post_id").asString()));
            }
            assertThat(found).isEqualTo(posts);
            Map<String, Double> closes = new TreeMap<>();
            json(address + "/api/v1/tickers/AAPL/bars?interval=1m&limit=1000")
                    .path("bars")
                    .forEach(bar -> {
                        if (bar.path("close").isNumber()) {
                            closes.put(
                                    bar.path("start").asString(),
                                    bar.path("close").asDouble());
                        }
                    });
            assertThat(closes).isEqualTo(bars);
        });
    }

    private static JsonNode json(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }
}
