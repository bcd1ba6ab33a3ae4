package io.tickvox.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherProcessTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("tickvox.repository", ".."), "tickvox")
            .toAbsolutePath()
            .normalize();

    @TempDir
    static Path folder = Path.of("");

    private record Ended(int exitCode, String out, String err) {}

    /** Lets the launcher prepare what it prepares once after a build. */
    @BeforeAll
    static void prepare() throws Exception {
        assertThat(bash("'" + LAUNCHER + "' version", Map.of()).exitCode()).isZero();
    }

    /** How fast is measured by {@code bench/run start}; sharing is what makes it so. */
    @Test
    void helpComesFromSharedClassData() throws Exception {
        Path log = folder.resolve("classes.log");
        Ended help = bash("'" + LAUNCHER + "' --help", Map.of("TICKVOX_JAVA_OPTS", "-Xlog:class+load:file=" + log));

        assertThat(help.out()).startsWith("Usage: tickvox");
        List<String> ours = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" io.tickvox.") && !line.contains("$$Lambda"))
                .toList();
        assertThat(ours).isNotEmpty().allSatisfy(line -> assertThat(line).contains("source: shared objects file"));
    }

    @Test
    void worksFromAnyFolderAndThroughLinks() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
        Files.createSymbolicLink(folder.resolve("second"), folder.relativize(first));

        Ended version = bash("cd '" + folder + "' && ./second version -o json", Map.of());

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("{\"tickvox\":\"");
    }

    @Test
    void refusesAJavaThatIsMissingOrTooOld() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk8/bin"));
        Files.writeString(old.resolveSibling("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        Path java = Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Ended missing = bash("'" + LAUNCHER + "' version", Map.of("JAVA_HOME", "/nowhere"));
        Ended tooOld = bash(
                "'" + LAUNCHER + "' version",
                Map.of("JAVA_HOME", folder.resolve("jdk8").toString()));

        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).startsWith("tickvox: Cannot find Java at JAVA_HOME=/nowhere");
        assertThat(tooOld.exitCode()).isEqualTo(2);
        assertThat(tooOld.err()).contains("Cannot use Java 1.8.0_402").contains("17 or later");
    }

    @Test
    void endsQuietlyWhenItsReaderHasGone() throws Exception {
        Ended ended = bash(
                "set -o pipefail; yes 'I love $AAPL' | head -n 50000 | '" + LAUNCHER + "' score | head -n 1; "
                        + "echo ${PIPESTATUS[2]} >&2",
                Map.of());

        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.err()).isEqualTo("0\n");
    }

    @Test
    void passesExitCodesOn() throws Exception {
        assertThat(bash("'" + LAUNCHER + "' verison", Map.of()).exitCode()).isEqualTo(2);
    }

    private static Ended bash(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", script))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(out), Files.readString(err));
    }
}
