package io.tickvox.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.app.cli.ExitCode;
import io.tickvox.app.config.Keys;
import io.tickvox.model.ErrorCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SystemdServiceTest {
    private static final int SIGTERM = 15;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void read() throws IOException {
        DeployFolder.text("systemd/tickvox.service")
                .lines()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .forEach(line -> settings.put(line.replaceFirst("=.*", ""), line.replaceFirst("^[^=]*=", "")));
    }

    @Test
    void startsAgainAfterAllFailuresButTheUsers() {
        assertThat(settings).containsEntry("Restart", "on-failure");
        assertThat(codes("RestartPreventExitStatus"))
                .containsExactly(ExitCode.USER)
                .containsExactly(ErrorCode.Category.USER.exitCode());
    }

    @Test
    void takesAStopThatWasAskedForAsClean() {
        assertThat(settings).containsEntry("KillSignal", "SIGTERM").containsEntry("KillMode", "mixed");
        assertThat(codes("SuccessExitStatus")).containsExactly(ExitCode.INTERRUPTED, 128 + SIGTERM);
    }

    @Test
    void namesAllExitCodesOfFailures() throws IOException {
        String text = DeployFolder.text("systemd/tickvox.service");
        assertThat(text)
                .contains("Exit codes: " + ExitCode.INTERNAL + " a fault of Tickvox itself")
                .contains(ExitCode.UPSTREAM + " another system fails")
                .contains(ExitCode.RESOURCE + " the machine lacks")
                .contains("# " + ExitCode.USER + " is a mistake");
    }

    @Test
    void keepsAllStateWhereTheServiceMayWrite() {
        assertThat(settings)
                .containsEntry("StateDirectory", "tickvox")
                .containsEntry("ProtectSystem", "strict")
                .containsEntry("Environment", Keys.DATA_DIR.environmentName() + "=%S/tickvox XDG_CACHE_HOME=%C");
    }

    private List<Integer> codes(String setting) {
        return Arrays.stream(settings.getOrDefault(setting, "").split(" "))
                .map(Integer::valueOf)
                .toList();
    }
}
