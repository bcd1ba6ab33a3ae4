package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tickvox.testkit.fake.FakeScorer;
import io.tickvox.testkit.fake.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stack with a scorer elsewhere that fails, through a kill, until it serves. */
class ScorerProcessTest {
    private static final int POSTS = 60;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void whatCouldNotBeScoredIsScoredOnceTheScorerServes() throws Exception {
        Path posts = Files.write(folder.resolve("posts.jsonl"), posts());
        Path data = folder.resolve("data");
        try (FakeScorer scorer = new FakeScorer(Clock.systemUTC())) {
            scorer.server().misbehave(Fault.SERVER_ERROR);
            try (TickvoxProcess replay =
                    start(scorer, data, "replay", "--posts", posts.toString(), "--no-server", "-o", "json")) {
                assertThat(replay.exitCode()).as(replay.err()).isZero();
                assertThat(replay.out()).contains("\"mentions\":" + POSTS);
            }
            assertThat(labels(data)).hasSize(POSTS).containsOnly("unscored");

            try (TickvoxProcess killed = run(scorer, data)) {
                URI server = server(killed);
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> count(server, "retrying") == POSTS && count(server, "failures") > 0);
                await().untilAsserted(
                                () -> assertThat(scorer(server).path("detail").asString())
                                        .contains("127.0.0.1")
                                        .contains("500"));
                killed.signal("KILL");
                assertThat(killed.exitCode()).isEqualTo(137);
            }
            scorer.server().behave();
            try (TickvoxProcess run = run(scorer, data)) {
                URI server = server(run);
                await().atMost(Duration.ofMinutes(2)).until(() -> count(server, "scored") == POSTS);
                assertThat(count(server, "retrying")).isZero();
                assertThat(scorer(server).path("state").asString()).isEqualTo("up");
                assertThat(scorer(server).path("model").asString()).isEqualTo("http/fake-1");
                run.signal("TERM");
                run.exitCode();
            }
            assertThat(labels(data)).hasSize(POSTS).containsOnly("positive", "negative");
        }
        assertThat(StackProcessTest.processesOn(data)).isEmpty();
    }

    private TickvoxProcess run(FakeScorer scorer, Path data) throws IOException {
        return start(scorer, data, "run", "--sources-enabled", "none", "--server-port", "0");
    }

    private TickvoxProcess start(FakeScorer scorer, Path data, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(
                "--data-dir",
                data.toString(),
                "--flink-checkpoint-interval",
                "1s",
                "--scorer",
                "http",
                "--scorers-http-url",
                scorer.uri().toString(),
                "--scorers-wait",
                "1s"));
        return TickvoxProcess.start(folder, Map.of("TICKVOX_SCORERS_HTTP_TOKEN", FakeScorer.TOKEN), all);
    }

    private static URI server(TickvoxProcess process) {
        return URI.create(process.awaitErr("Dashboard: (\\S+)"));
    }

    private JsonNode scorer(URI server) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(server.resolve("/api/v1/status")).build(), HttpResponse.BodyHandlers.ofString());
        return JsonMapper.shared().readTree(response.body()).path("scorer");
    }

    private long count(URI server, String name) throws Exception {
        return scorer(server).path("counts").path(name).asLong(-1);
    }

    private List<String> labels(Path data) throws Exception {
        try (TickvoxProcess export =
                TickvoxProcess.start(folder, "export", "mention", "--data-dir", data.toString(), "-o", "ndjson")) {
            assertThat(export.exitCode()).as(export.err()).isZero();
            return export.out()
                    .lines()
                    .map(line ->
                            JsonMapper.shared().readTree(line).path("label").asString())
                    .toList();
        }
    }

    private static List<String> posts() {
        return IntStream.range(0, POSTS)
                .mapToObj(i ->
                        "{\"created_at\":\"Tue Mar 04 14:%02d:00 +0000 2014\",\"id_str\":\"%d\",\"text\":\"$AAPL %s, says note %d\",\"user\":{\"id_str\":\"%d\"}}"
                                .formatted(i % 60, 1_000_000 + i, i % 2 == 0 ? "soars" : "plunges", i, i))
                .toList();
    }
}
