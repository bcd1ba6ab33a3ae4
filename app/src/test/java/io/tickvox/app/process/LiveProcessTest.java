package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.testkit.fake.FakeJetstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command on live sources, which are fakes on loopback. */
class LiveProcessTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String AUTHOR = "did:plc:somebody";

    @TempDir
    Path folder;

    @Test
    void followsASourceThroughOutagesAndAKill() throws Exception {
        try (FakeJetstream jetstream = new FakeJetstream(Clock.systemUTC())) {
            String address;
            try (TickvoxProcess run = run(jetstream)) {
                address = run.awaitErr("Dashboard: (\\S+)");
                awaitState(address, "live");
                say(jetstream, 0, 20);
                awaitPosts(address, 20);

                jetstream.server().down();
                awaitState(address, "unreachable");
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(export("coverage_gap")).contains("bluesky,20"));
                assertThat(sources("list")).contains("unreachable").contains("Next try at");
                jetstream.server().up();
                say(jetstream, 20, 30);
                awaitState(address, "live");
                awaitPosts(address, 30);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(export("coverage_gap")).doesNotContain("bluesky"));
                jetstream.delete(AUTHOR, "key3");
                awaitPosts(address, 29);
                run.signal("KILL");
                run.exitCode();
            }
            say(jetstream, 30, 40);
            try (TickvoxProcess again = run(jetstream)) {
                address = again.awaitErr("Dashboard: (\\S+)");
                awaitPosts(address, 39);
                assertThat(posts(address)).doesNotHaveDuplicates().doesNotContain(AUTHOR + "/key3");
                again.signal("TERM");
                assertThat(again.exitCode()).isEqualTo(143);
            }
        }
    }

    private TickvoxProcess run(FakeJetstream jetstream) throws IOException {
        return TickvoxProcess.start(
                folder,
                "run",
                "--data-dir",
                data(),
                "--server-port",
                "0",
                "--sources-enabled",
                "bluesky",
                "--sources-bluesky-base-url",
                jetstream.uri().toString());
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

    private String sources(String what) throws Exception {
        try (TickvoxProcess sources = TickvoxProcess.start(folder, "sources", what, "--data-dir", data())) {
            assertThat(sources.exitCode()).as(sources.err()).isZero();
            return sources.out();
        }
    }

    private static void say(FakeJetstream jetstream, int from, int to) {
        for (int i = from; i < to; i++) {
            jetstream.post(AUTHOR, "key" + i, "I think $AAPL is a strong buy, number " + i + " of my reasons");
            jetstream.post(AUTHOR, "other" + i, "Good morning to everybody");
        }
    }

    private static void awaitState(String address, String state) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(json(address + "/api/v1/status")
                                .path("sources")
                                .path(0)
                                .path("state")
                                .asString())
                        .isEqualTo(state));
    }

    private static void awaitPosts(String address, int count) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(posts(address)).hasSize(count));
    }

    private static List<String> posts(String address) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        json(address + "/api/v1/tickers/AAPL/posts?limit=200")
                .path("posts")
                .forEach(post -> ids.add(post.path("post_id").asString()));
        return ids;
    }

    private static JsonNode json(String address) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }
}
