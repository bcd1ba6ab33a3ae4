package io.tickvox.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {
    private static final long OWN_PID = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @Test
    void belongsToOneAtATime() {
        try (DataDir first = DataDir.open(folder, DataDir.Kind.REAL)) {
            assertThat(first.folder()).isEqualTo(folder);
            assertThatThrownBy(() -> DataDir.open(folder, DataDir.Kind.REAL))
                    .isInstanceOfSatisfying(
                            TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_DIR_IN_USE))
                    .hasMessageContaining("process " + OWN_PID)
                    .hasMessageContaining("--data-dir");
        }
        DataDir.open(folder, DataDir.Kind.REAL).close();
    }

    @Test
    void keepsRealAndSimulatedDataApart() {
        DataDir.open(folder, DataDir.Kind.SIMULATED).close();

        assertThat(DataDir.kind(folder)).contains(DataDir.Kind.SIMULATED);
        assertThatThrownBy(() -> DataDir.open(folder, DataDir.Kind.REAL))
                .isInstanceOfSatisfying(
                        TickvoxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_DIR_MISMATCH));
        DataDir.open(folder, DataDir.Kind.SIMULATED).close();
    }

    @Test
    void tellsHowTheStackIsReachedWhileItRuns() {
        DataDir.Running running = new DataDir.Running(OWN_PID, "127.0.0.1:1", "jdbc:postgresql://127.0.0.1:2/t", null);
        try (DataDir dataDir = DataDir.open(folder, DataDir.Kind.REAL)) {
            assertThat(DataDir.running(folder)).isEmpty();
            dataDir.announce(running);
            assertThat(DataDir.running(folder)).contains(running);
        }
        assertThat(DataDir.running(folder)).isEmpty();
    }
}
