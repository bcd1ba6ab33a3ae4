package io.tickvox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickersCommandTest {
    @TempDir
    Path folder;

    @Test
    void findsATickerByItsNameAndBySymbol() {
        CommandRun run = CommandRun.withInput("", folder, "tickers", "search", "microsoft", "-o", "csv");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(1)).startsWith("MSFT,Microsoft,NASDAQ");
        assertThat(CommandRun.withInput("", folder, "tickers", "search", "$brk-b", "-o", "csv")
                        .lines()
                        .get(1))
                .startsWith("BRK.B,");
    }

    @Test
    void saysThatNothingWasFound() {
        CommandRun run = CommandRun.withInput("", folder, "tickers", "search", "no such company");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(run.err()).contains("Cannot find a ticker by 'no such company'");
    }

    @Test
    void explainsWhyATextIsLinked() {
        CommandRun run = CommandRun.withInput(
                "", folder, "tickers", "explain", "Facebook beats, an apple a day", "--at", "2014-05-01", "-o", "csv");

        assertThat(run.lines()).hasSize(2);
        assertThat(run.lines().get(1)).startsWith("FB,name,0.93,name Facebook,Facebook,0,8");
    }

    @Test
    void takesUpTheUsersFileOfSymbols() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "QZRX,Quazarex,SIM,,Quaza Power\n");

        CommandRun run = CommandRun.withInput(
                "", folder, "tickers", "explain", "Quaza Power wins", "--symbols-file", file.toString(), "-o", "csv");

        assertThat(run.lines().get(1)).startsWith("QZRX,name,");
        CommandRun scored =
                CommandRun.withInput("Quaza Power wins\n", folder, "score", "--symbols-file", file.toString(), "--why");
        assertThat(scored.lines().get(0)).contains("\"symbol\":\"QZRX\"", "\"why\":[");
    }

    @Test
    void saysWhichLineOfTheFileIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "QZRX,Quazarex\n12,Twelve\n");

        CommandRun run = CommandRun.withInput("", folder, "tickers", "search", "q", "--symbols-file", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USER);
        assertThat(run.err()).contains("Invalid symbol '12' in line 2");
    }
}
