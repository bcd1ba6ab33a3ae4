package io.tickvox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NormaliseCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String STATUS = "{\"created_at\":\"Wed Jan 01 03:59:03 +0000 2014\",\"id_str\":\"%d\","
            + "\"text\":\"Up with $AAPL\",\"user\":{\"id_str\":\"7\",\"screen_name\":\"ann\",\"followers_count\":3}}";

    @TempDir
    Path folder;

    @Test
    void printsPostsWithTheTablesColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), STATUS.formatted(1));

        CommandRun run = CommandRun.of(folder, "normalise", "--source", "x", "a.json");

        assertThat(run.exitCode()).isZero();
        JsonNode post = JSON.readTree(run.out());
        assertThat(file).exists();
        assertThat(post.path("file").asString()).isEqualTo("a.json");
        assertThat(post.path("record").asString()).isEqualTo("post");
        assertThat(post.path("source").asString()).isEqualTo("x");
        assertThat(post.path("post_id").asString()).isEqualTo("1");
        assertThat(post.path("created_at").asString()).isEqualTo("2014-01-01T03:59:03Z");
        assertThat(post.path("author_name").asString()).isEqualTo("ann");
        assertThat(post.path("author_followers").asInt()).isEqualTo(3);
        assertThat(post.path("lang").isNull()).isTrue();
    }

    @Test
    void takesALineOfAJsonlFileForAPayloadAndKeepsRejections() throws IOException {
        Path file = folder.resolve("b.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((STATUS.formatted(1) + "\n{\"cut\n" + STATUS.formatted(2) + "\n").getBytes("UTF-8"));
        }

        List<JsonNode> records = records(CommandRun.of(folder, "normalise", "--source", "x", "b.jsonl.gz"));

        assertThat(records)
                .extracting(record -> record.path("record").asString())
                .containsExactly("post", "rejection", "post");
        assertThat(records.get(1).path("position").asString()).startsWith("b.jsonl.gz:2");
        assertThat(records.get(1).path("reason").asString()).isEqualTo("MALFORMED");
        assertThat(records.get(1).path("payload").asString()).isEqualTo("{\"cut");
    }

    @Test
    void readsStandardInputWholeOrLineByLineAsItIs() {
        String lines = STATUS.formatted(1) + "\n" + STATUS.formatted(2) + "\n";
        String whole = STATUS.formatted(3).replace(",", ",\n ");

        assertThat(records(CommandRun.withInput(lines, folder, "normalise", "--source", "x")))
                .hasSize(2);
        assertThat(records(CommandRun.withInput(whole, folder, "normalise", "--source", "x")))
                .singleElement()
                .satisfies(post -> assertThat(post.path("file").asString()).isEqualTo("-"));
    }

    @Test
    void tellsWhatAFileIsByItsForm() {
        String page = "{\"data\":[{\"id\":\"5\",\"text\":\"hi $F\",\"created_at\":\"2024-01-01T00:00:00.000Z\","
                + "\"author_id\":\"1\"}],\"meta\":{\"result_count\":1}}";
        String trades = "{\"type\":\"trade\",\"data\":[{\"p\":1.5,\"s\":\"AAPL\",\"t\":1700000000000,\"v\":2}]}";

        assertThat(records(CommandRun.withInput(page, folder, "normalise", "--source", "x")))
                .singleElement()
                .satisfies(post -> assertThat(post.path("post_id").asString()).isEqualTo("5"));
        assertThat(records(CommandRun.withInput(trades, folder, "normalise", "--source", "finnhub")))
                .singleElement()
                .satisfies(quote -> {
                    assertThat(quote.path("record").asString()).isEqualTo("quote");
                    assertThat(quote.path("close").asDouble()).isEqualTo(1.5);
                });
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        CommandRun source = CommandRun.of(folder, "normalise", "--source", "redit");
        CommandRun file = CommandRun.of(folder, "normalise", "--source", "x", "none.json");
        CommandRun stream = CommandRun.of(folder, "normalise", "--source", "x", "--stream", "bogus");
        CommandRun missing = CommandRun.of(folder, "normalise");

        assertThat(List.of(source.exitCode(), file.exitCode(), stream.exitCode(), missing.exitCode()))
                .containsOnly(ExitCode.USER);
        assertThat(stream.err()).startsWith("tickvox: Unknown stream 'bogus' of source 'x'. Leave --stream out");
        assertThat(source.err()).contains("Unknown source 'redit': did you mean 'reddit'?");
        assertThat(file.err()).isEqualTo("tickvox: Cannot find file 'none.json'\n");
        assertThat(missing.err()).startsWith("tickvox: Missing --source");
    }

    private static List<JsonNode> records(CommandRun run) {
        assertThat(run.err()).isEmpty();
        return run.lines().stream().map(JSON::readTree).toList();
    }
}
