package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tickvox.app.runtime.CheckpointStore.Checkpoint;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRunTest {
    @TempDir
    Path folder;

    @Test
    void changesItsStateBackendAfterACleanStopAndOnlyThen() throws Exception {
        assertThat(afterCheckpoint("heap").backend()).isEqualTo("hashmap");
        assertThat(newest().backend()).isNull();
        Checkpoint interrupted = afterCheckpoint("rocksdb");
        assertThat(newest().backend()).isNull();
        afterCheckpoint("heap");

        interrupted.requireBackend("rocksdb");
        assertThatThrownBy(() -> interrupted.requireBackend("hashmap"))
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
                .hasMessageContaining("--flink-state-backend rocksdb");
    }

    /** Runs a job from the newest checkpoint until it has made another, which is returned, and stops it. */
    private Checkpoint afterCheckpoint(String backend) {
        FlinkSettings settings = new FlinkSettings(1, backend, Duration.ofHours(1), checkpoints());
        try (EmbeddedFlink flink = EmbeddedFlink.start(folder, settings, reason -> {});
                PipelineRun run = PipelineRun.start(flink, "counting", checkpoints(), PipelineRunTest::count)) {
            await().atMost(Duration.ofMinutes(2)).until(run::checkpoint);
            return newest();
        }
    }

    private static void count(StreamExecutionEnvironment environment) {
        environment
                .fromSequence(0, Long.MAX_VALUE)
                .uid("numbers")
                .keyBy(number -> number % 10)
                .reduce(Long::sum)
                .uid("sums")
                .sinkTo(new DiscardingSink<>());
    }

    private Checkpoint newest() {
        return new CheckpointStore(checkpoints()).newest().orElseThrow();
    }

    private String checkpoints() {
        return folder.resolve("checkpoints").toUri().toString();
    }
}
