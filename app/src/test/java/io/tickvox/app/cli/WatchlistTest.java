package io.tickvox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickvox.app.config.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchlistTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final Watchlist watchlist = new Watchlist(
            () -> new ConfigLoader(Map.of(), folder, folder).load(Map.of(), null), new PrintWriter(said, true));
    private List<String> followed = List.of("AAPL");

    @BeforeEach
    void begin() throws IOException {
        step("AAPL");
    }

    @Test
    void takesUpAChangeAndSaysSo() throws IOException {
        step("AAPL,TSLA");
        step("AAPL,TSLA");

        assertThat(followed).containsExactly("AAPL", "TSLA");
        assertThat(said.toString().lines()).containsExactly("Watchlist: AAPL, TSLA");
    }

    @Test
    void saysOnceWhyAChangeIsNotTakenUp() throws IOException {
        step("AAPL,TSLA,MSFT;NVDA");
        step("AAPL,TSLA,MSFT;NVDA");

        assertThat(followed).containsExactly("AAPL");
        assertThat(said.toString().lines())
                .singleElement()
                .asString()
                .startsWith("The watchlist stays as it is")
                .contains("symbols")
                .contains("MSFT;NVDA")
                .contains("tickvox.yaml:1");
    }

    @Test
    void saysItAgainWhenItComesBackAndEveryOtherProblem() throws IOException {
        step("A;B");
        step("C;D");
        step("AAPL");
        step("C;D");

        assertThat(said.toString().lines()).hasSize(3);
    }

    private void step(String symbols) throws IOException {
        Files.writeString(folder.resolve(ConfigLoader.FILE_NAME), "symbols: " + symbols + "\n");
        watchlist.follow((wanted, set) -> {
            boolean isChange = !wanted.equals(followed);
            followed = wanted;
            return isChange;
        });
    }
}
