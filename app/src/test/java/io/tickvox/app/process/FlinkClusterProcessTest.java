package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterProcessTest {
    private static final String STATUS =
            "{\"created_at\":\"Tue Mar 04 14:%02d:00 +0000 2014\",\"id_str\":\"%d\",\"text\":\"Nr. %d: great results of $AAPL,"
                    + " weak demand at $KO\",\"user\":{\"id_str\":\"1\"}}";

    @TempDir
    Path folder;

    @Test
    void theSameJobOnAClusterElsewhereFillsTheSameTables() throws Exception {
        Path posts = Files.write(
                folder.resolve("posts.jsonl"),
                IntStream.range(0, 60)
                        .mapToObj(i -> STATUS.formatted(i / 2, 1_000 + i / 2, i / 2))
                        .toList());
        String here = replay(posts, folder.resolve("here"), List.of());
        try (FlinkClusterProcess cluster = FlinkClusterProcess.start(folder.resolve("cluster"))) {
            String there = replay(
                    posts,
                    folder.resolve("there"),
                    List.of("--flink-target", cluster.address().toString()));

            assertThat(there).isEqualTo(here).contains("\"landed\":60,\"posts\":30,\"duplicates\":30");
            assertThat(cluster.get("/jobs/overview")).contains("\"name\":\"tickvox real ");
        }
        assertThat(export(folder.resolve("there")))
                .isEqualTo(export(folder.resolve("here")))
                .hasSizeGreaterThan(30);
    }

    @Test
    void saysSoWhenTheClusterDoesNotAnswer() throws Exception {
        Path posts = Files.writeString(folder.resolve("posts.jsonl"), STATUS.formatted(1, 1, 1));
        try (TickvoxProcess replay =
                start(posts, folder.resolve("none"), List.of("--flink-target", "http://127.0.0.1:9"))) {
            assertThat(replay.exitCode()).isEqualTo(3);
            assertThat(replay.err())
                    .contains("tickvox: Cannot reach Flink at http://127.0.0.1:9 (flink.target)")
                    .doesNotContain("\tat ");
        }
        assertThat(StackProcessTest.processesOn(folder.resolve("none"))).isEmpty();
    }

    /** The summary without its times. */
    private String replay(Path posts, Path data, List<String> options) throws Exception {
        try (TickvoxProcess replay = start(posts, data, options)) {
            assertThat(replay.exitCode()).as(replay.err()).isZero();
            return replay.out().replaceFirst(",\"seconds\".*", "");
        }
    }

    private TickvoxProcess start(Path posts, Path data, List<String> options) throws IOException {
        List<String> command = TickvoxProcess.java();
        command.addAll(List.of("replay", "--posts", posts.toString(), "--data-dir", data.toString()));
        command.addAll(List.of("--no-server", "-o", "json"));
        command.addAll(options);
        return TickvoxProcess.start(folder, command);
    }

    private List<String> export(Path data) throws Exception {
        try (TickvoxProcess export =
                TickvoxProcess.start(folder, "export", "sentiment_bar", "-o", "csv", "--data-dir", data.toString())) {
            assertThat(export.exitCode()).as(export.err()).isZero();
            return export.out()
                    .lines()
                    .map(line -> line.substring(0, line.lastIndexOf(',')))
                    .toList();
        }
    }
}
