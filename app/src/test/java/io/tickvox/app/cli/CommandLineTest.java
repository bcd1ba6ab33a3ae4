package io.tickvox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void suggestsTheCommandThatWasMeant() {
        CommandRun run = CommandRun.of(folder, "verison");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("tickvox: Unknown command 'verison': did you mean 'version'?\nTry 'tickvox --help'.\n");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        CommandRun run = CommandRun.of(folder, "config", "show", "--kafka-prot=3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(run.err()).startsWith("tickvox: Unknown option '--kafka-prot=3': did you mean '--kafka-port'?");
    }

    @Test
    void showsHelpWithoutACommand() {
        CommandRun run = CommandRun.of(folder);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: tickvox");
    }

    @TestFactory
    List<DynamicTest> everyCommandExplainsItself() {
        List<DynamicTest> tests = new ArrayList<>();
        visit(Tickvox.commandLine(CommandRun.console(folder)), new ArrayList<>(), tests);
        return tests;
    }

    private void visit(CommandLine line, List<String> path, List<DynamicTest> tests) {
        tests.add(DynamicTest.dynamicTest(String.join(" ", path) + " --help", () -> {
            List<String> arguments = new ArrayList<>(path);
            arguments.add("--help");
            CommandRun run = CommandRun.of(folder, arguments.toArray(String[]::new));
            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .startsWith("Usage: tickvox")
                    .contains("Exit codes:")
                    .contains("\n  130");
            assertThat(run.lines()).allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(100));
        }));
        line.getSubcommands().forEach((name, command) -> {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            visit(command, deeper, tests);
        });
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        CommandRun run =
                CommandRun.of(folder, "export", "price_bar", "--from", "2015-01-01", "--to", "2014-01-01T00:00:00Z");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(run.err())
                .startsWith("tickvox: Invalid range: --from 2015-01-01 is not before --to 2014-01-01T00:00:00Z");
    }

    @Test
    void writesOneRecordInEachFormat() {
        assertThat(CommandRun.of(folder, "version", "-o", "json").out()).matches("\\{\"tickvox\":\"[^\"]+\",.*}\n");
        assertThat(CommandRun.of(folder, "version", "-o", "csv").lines().get(0)).isEqualTo("tickvox,java,os");
        assertThat(CommandRun.of(folder, "version").out()).startsWith("tickvox  ");
        CommandRun wrong = CommandRun.of(folder, "version", "-o", "xml");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(wrong.err()).contains("expected one of table, json, ndjson, csv");
    }

    @Test
    void showsEverySettingWithItsOrigin() throws IOException {
        Files.writeString(folder.resolve("tickvox.yaml"), "server.port: 81\npostgres.password: hunter2\n");

        CommandRun run = CommandRun.of(folder, "config", "show", "-o", "ndjson", "--kafka.port", "9");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .contains(
                        "{\"key\":\"server.port\",\"value\":\"81\",\"origin\":\"" + folder.resolve("tickvox.yaml")
                                + ":1\"}",
                        "{\"key\":\"kafka.port\",\"value\":\"9\",\"origin\":\"flag --kafka-port\"}",
                        "{\"key\":\"postgres.password\",\"value\":\"********\",\"origin\":\""
                                + folder.resolve("tickvox.yaml") + ":2\"}");
        assertThat(run.out()).doesNotContain("hunter2");
    }

    @Test
    void failsOnInvalidSettingsWithALineForEach() throws IOException {
        Files.writeString(folder.resolve("tickvox.yaml"), "server.port: x\nlog.levle: info\n");

        CommandRun run = CommandRun.of(folder, "config", "validate");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(run.err().lines()).hasSize(2).allSatisfy(text -> assertThat(text)
                .startsWith("tickvox: "));
    }

    @Test
    void printsACompletionScriptThatBashCanRead() throws Exception {
        CommandRun run = CommandRun.of(folder, "completion");
        Path script = Files.writeString(folder.resolve("completion.bash"), run.out());

        assertThat(run.exitCode()).isZero();
        assertThat(new ProcessBuilder("bash", "-n", script.toString()).start().waitFor())
                .isZero();
    }
}
