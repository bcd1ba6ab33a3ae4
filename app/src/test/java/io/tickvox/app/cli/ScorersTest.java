package io.tickvox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.testkit.fake.FakeComprehend;
import io.tickvox.testkit.fake.FakeScorer;
import io.tickvox.testkit.fake.Fault;
import io.tickvox.testkit.onnx.TinyModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Scorers other than the one that ships, from the command line. */
class ScorersTest {
    private static final String TEXTS = "$AAPL soars\n$MSFT plunges\n$AAPL soars, $MSFT plunges\n";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private CommandRun score(String input, String... flags) {
        String[] all = Stream.concat(Stream.of("score", "-o", "ndjson"), Stream.of(flags))
                .toArray(String[]::new);
        return CommandRun.withInput(input, folder, all);
    }

    private static List<String> labels(CommandRun run) {
        List<String> labels = new ArrayList<>();
        for (String line : run.lines()) {
            JsonNode record = JSON.readTree(line);
            StringBuilder label = new StringBuilder(record.path("label").asString());
            record.path("mentions").forEach(mention -> label.append(' ')
                    .append(mention.path("symbol").asString())
                    .append(':')
                    .append(mention.path("label").asString()));
            labels.add(label.toString());
        }
        return labels;
    }

    @Test
    void scoresByAnOnnxModelTowardEachTicker() {
        Path model = TinyModel.standard().write(folder.resolve("tiny"));

        CommandRun run = score(TEXTS, "--scorer", "onnx", "--scorers-onnx-model", model.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(labels(run).subList(0, 2)).containsExactly("positive AAPL:positive", "negative MSFT:negative");
        assertThat(labels(run).get(2)).endsWith("AAPL:positive MSFT:negative");
    }

    @Test
    void scoresByComprehend() {
        try (FakeComprehend server = new FakeComprehend(Clock.systemUTC())) {
            CommandRun run = score(
                    TEXTS.repeat(30),
                    "--scorer",
                    "comprehend",
                    "--scorers-comprehend-endpoint",
                    server.uri().toString(),
                    "--scorers-comprehend-access-key-id",
                    "AKIDEXAMPLE",
                    "--scorers-comprehend-secret-access-key",
                    "hidden");

            assertThat(run.exitCode()).isZero();
            assertThat(labels(run).subList(0, 3))
                    .containsExactly(
                            "positive AAPL:positive", "negative MSFT:negative", "mixed AAPL:positive MSFT:negative");
            assertThat(run.lines()).hasSize(90);
            assertThat(server.server().requests()).as("many texts a call").hasSizeLessThan(40);
        }
    }

    @Test
    void scoresByAnEndpointWithATokenFromAFile() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), FakeScorer.TOKEN + "\n");
        try (FakeScorer server = new FakeScorer(Clock.systemUTC())) {
            CommandRun run = score(
                    "{\"text\":\"$AAPL soars, $MSFT plunges\",\"symbol\":\"MSFT\"}\n",
                    "--scorer",
                    "http",
                    "--scorers-http-url",
                    server.uri().toString(),
                    "--scorers-http-token-file",
                    token.toString());

            assertThat(run.exitCode()).isZero();
            assertThat(labels(run)).containsExactly("negative AAPL:positive MSFT:negative");
        }
    }

    @Test
    void whatCouldNotBeScoredIsUnscoredAndNeverNeutral() {
        try (FakeScorer server = new FakeScorer(Clock.systemUTC())) {
            server.server().misbehave(Fault.FORBIDDEN_PAGE);
            CommandRun run = score(
                    TEXTS,
                    "--scorer",
                    "http",
                    "--scorers-http-url",
                    server.uri().toString());

            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(labels(run).get(0)).isEqualTo("unscored AAPL:unscored");
            assertThat(run.lines()).allMatch(line -> line.contains("\"error\":\"127.0.0.1"));
            assertThat(run.err()).contains("Cannot score 3 lines");
        }
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(score(TEXTS, "--scorer", "onnx").err()).contains("--scorers-onnx-model");
        assertThat(score(TEXTS, "--scorer", "http").err()).contains("--scorers-http-url");
        assertThat(score(TEXTS, "--scorer", "comprehend", "--scorers-comprehend-access-key-id", "AKID")
                        .err())
                .contains("scorers.comprehend.secret-access-key");
        assertThat(score(TEXTS, "--scorer", "vader").err()).contains("one of linear, onnx, comprehend, http");
        assertThat(score(TEXTS, "--scorer", "onnx", "--scorers-onnx-model", "x", "--why")
                        .err())
                .contains("Cannot tell why onnx");
    }

    @Test
    void theDoctorAsksTheScorerThatIsChosen() {
        try (FakeScorer server = new FakeScorer(Clock.systemUTC())) {
            String[] asked = {
                "doctor",
                "-o",
                "ndjson",
                "--data-dir",
                folder.resolve("data").toString(),
                "--server-port",
                "0",
                "--scorer",
                "http",
                "--scorers-http-token",
                FakeScorer.TOKEN,
                "--scorers-http-url",
                server.uri().toString()
            };
            assertThat(finding(CommandRun.of(folder, asked)))
                    .contains("\"ok\"")
                    .contains("http/fake-1 judged a sentence");
            server.server().misbehave(Fault.UNAUTHORIZED);
            CommandRun refused = CommandRun.of(folder, asked);
            assertThat(finding(refused)).contains("\"trouble\"").contains("scorers.http.token");
            assertThat(refused.exitCode()).isEqualTo(3);
        }
        assertThat(finding(CommandRun.of(
                        folder,
                        "doctor",
                        "-o",
                        "ndjson",
                        "--server-port",
                        "0",
                        "--data-dir",
                        folder.resolve("data").toString())))
                .contains("linear, ");
    }

    private static String finding(CommandRun run) {
        return run.lines().stream()
                .filter(line -> line.contains("\"check\":\"scorer\""))
                .findFirst()
                .orElse(run.out() + run.err());
    }
}
