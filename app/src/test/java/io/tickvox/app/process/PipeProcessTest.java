package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in the middle of a pipeline. */
class PipeProcessTest {
    private static final String STATUS = "{\"created_at\":\"Wed Jan 01 03:59:03 +0000 2014\",\"id_str\":\"%d\","
            + "\"text\":\"$AAPL up\",\"user\":{\"id_str\":\"1\",\"screen_name\":\"ann\"}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void readsPayloadsFromAPipe(int payloads) throws Exception {
        StringBuilder input = new StringBuilder();
        for (int i = 1; i <= payloads; i++) {
            input.append(STATUS.formatted(i)).append('\n');
        }
        try (TickvoxProcess normalise = start(input.toString(), "normalise", "--source", "x")) {
            assertThat(normalise.exitCode()).as(normalise.err()).isZero();
            assertThat(normalise.out().lines()).hasSize(payloads).allMatch(line -> line.contains("\"post\""));
        }
    }

    @Test
    void scoresTextsFromAPipe() throws Exception {
        try (TickvoxProcess score = start("long $NVDA\n{\"text\":\"$TSLA puts\"}\n", "score", "-o", "ndjson")) {
            assertThat(score.exitCode()).as(score.err()).isZero();
            assertThat(score.out().lines()).hasSize(2);
        }
    }

    private TickvoxProcess start(String input, String... arguments) throws IOException {
        TickvoxProcess process = TickvoxProcess.start(folder, arguments);
        process.input(input);
        return process;
    }
}
