package io.tickvox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScoreCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @Test
    void givesALineForEachTextInOrder() {
        CommandRun run = CommandRun.withInput("I love $AAPL\n\n$TSLA and $F crash\n", folder, "score", "-o", "ndjson");

        assertThat(run.exitCode()).isZero();
        List<JsonNode> records = records(run);
        assertThat(records).hasSize(3);
        assertThat(records.get(0).path("cashtags").toString()).isEqualTo("[\"AAPL\"]");
        assertThat(records.get(1).path("mentions").isEmpty()).isTrue();
        assertThat(records.get(2).path("cashtags").toString()).isEqualTo("[\"TSLA\",\"F\"]");
        assertThat(records).allSatisfy(record -> {
            assertThat(record.path("label").asString()).isIn("positive", "neutral", "negative", "mixed");
            assertThat(record.path("score").asDouble()).isBetween(-1.0, 1.0);
            assertThat(record.path("noise").asDouble()).isBetween(0.0, 1.0);
            double sum = record.path("p_positive").asDouble()
                    + record.path("p_neutral").asDouble()
                    + record.path("p_negative").asDouble();
            assertThat(sum).isBetween(0.999, 1.001);
        });
        JsonNode mention = records.get(0).path("mentions").path(0);
        assertThat(mention.path("symbol").asString()).isEqualTo("AAPL");
        assertThat(mention.path("link").asString()).isEqualTo("cashtag");
        assertThat(mention.path("link_confidence").asDouble()).isBetween(0.0, 1.0);
        assertThat(mention.has("label")).isTrue();
        assertThat(mention.has("score")).isTrue();
    }

    @Test
    void scoresTowardTheSymbolThatIsAskedFor() {
        String text = "{\"text\":\"$AAPL soars to a record, $MSFT plunges badly on weak results\",\"symbol\":\"%s\"}\n";
        List<JsonNode> records =
                records(CommandRun.withInput(text.formatted("AAPL") + text.formatted("$msft"), folder, "score"));

        assertThat(records.get(0).path("score").asDouble())
                .isGreaterThan(records.get(1).path("score").asDouble());
        JsonNode mentions = records.get(1).path("mentions");
        assertThat(records.get(1).path("score")).isEqualTo(mentions.path(1).path("score"));
    }

    @Test
    void losesNothingWhenLinesAreBad() {
        byte[] start =
                "{\"text\":\"a\"}\nnot json\n{\"no\":1}\n{\"text\":\"b\",\"created_at\":\"yesterday\"}\n{\"text\":\""
                        .getBytes(StandardCharsets.UTF_8);
        byte[] input = java.util.Arrays.copyOf(start, start.length + 4);
        System.arraycopy(new byte[] {(byte) 0xff, '"', '}', '\n'}, 0, input, start.length, 4);

        CommandRun run = CommandRun.with(input, folder, "score");

        List<JsonNode> records = records(run);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(records).hasSize(5);
        assertThat(records.get(0).has("label")).isTrue();
        for (int line = 2; line <= 5; line++) {
            assertThat(records.get(line - 1).path("line").asInt()).isEqualTo(line);
            assertThat(records.get(line - 1).path("error").asString()).startsWith("Invalid ");
        }
        assertThat(run.err()).isEqualTo("tickvox: Cannot score 4 lines: see 'error'\n");
    }

    @Test
    @Timeout(60)
    void answersEachLineBeforeTheNextOneComes() throws Exception {
        PipedOutputStream question = new PipedOutputStream();
        PipedInputStream answers = new PipedInputStream(1 << 16);
        InputStream in = new PipedInputStream(question);
        OutputStream out = new PipedOutputStream(answers);
        Console console = new Console(
                in,
                out,
                new PrintWriter(new StringWriter(), true),
                Map.of(),
                folder,
                folder,
                Clock.systemUTC(),
                false,
                false);
        Thread command = new Thread(() -> Tickvox.run(console, "score"));
        command.start();
        LineReader lines = new LineReader(answers);
        for (String text : List.of("first", "second")) {
            question.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            question.flush();
            assertThat(new String(lines.next(), StandardCharsets.UTF_8)).startsWith("{\"label\"");
        }
        question.close();
        command.join();
    }

    @Test
    void writesColumnsForPeople() {
        CommandRun run = CommandRun.withInput("I love $AAPL\n", folder, "score", "-o", "csv");

        assertThat(run.lines().get(0))
                .isEqualTo("label,score,p_positive,p_neutral,p_negative,noise,cashtags,mentions,line,error");
        assertThat(run.lines()).hasSize(2);
    }

    @Test
    void tellsInATableOfEachTickerInAFewWords() {
        CommandRun run = CommandRun.withInput("long $NVDA, short $INTC\n", folder, "score", "--why", "-o", "table");

        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(1))
                .containsPattern("NVDA positive \\+0\\.\\d\\d, INTC negative -0\\.\\d\\d")
                .containsPattern("short -0\\.\\d\\d, .*rest [+-]\\d\\.\\d\\d$")
                .doesNotContain("{", "E-");
    }

    @Test
    void tellsWhyForEachTicker() {
        JsonNode mention = records(CommandRun.withInput("long $NVDA, short $INTC\n", folder, "score", "--why"))
                .get(0)
                .path("mentions")
                .path(1);

        double sum = mention.path("p_positive").asDouble()
                - mention.path("p_negative").asDouble();
        assertThat(mention.path("score").asDouble()).isCloseTo(sum, within(3e-4));
        double told = mention.path("why")
                .valueStream()
                .mapToDouble(part -> part.path("weight").asDouble())
                .sum();
        assertThat(told).isCloseTo(sum, within(1e-3));
    }

    private static List<JsonNode> records(CommandRun run) {
        return run.lines().stream().map(JSON::readTree).toList();
    }
}
