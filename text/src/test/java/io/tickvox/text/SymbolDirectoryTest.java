package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickvox.model.TickvoxException;
import io.tickvox.text.training.DirectoryGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolDirectoryTest {
    private final SymbolDirectory directory = SymbolDirectory.shipped();

    @Test
    void knowsListingsWithNameExchangeAndSector() {
        assertThat(directory.find("AAPL")).get().satisfies(apple -> {
            assertThat(apple.name()).isEqualTo("Apple");
            assertThat(apple.exchange()).isEqualTo("NASDAQ");
            assertThat(apple.sector()).isEqualTo("Information Technology");
        });
        assertThat(directory.listings()).hasSizeGreaterThan(10_000);
    }

    @Test
    void joinsTheFormsOfASymbol() {
        assertThat(directory.find("BRK-B")).isPresent().isEqualTo(directory.find("brk/b"));
        assertThat(directory.find("$BRK.B")).isEqualTo(directory.find("BRK.B"));
        assertThat(directory.find("GOOG")).isNotEqualTo(directory.find("GOOGL"));
    }

    @Test
    void knowsSymbolsOfThePast() {
        assertThat(directory.find("LNKD")).get().extracting(Listing::name).isEqualTo("LinkedIn");
    }

    @Test
    void refusesAnAddedSymbolInAnotherForm() {
        Listing listing = new Listing("brk-c", "Other", "SIM", null, List.of());
        assertThatThrownBy(() -> directory.with(List.of(listing)))
                .isInstanceOf(TickvoxException.class)
                .hasMessageContaining("'brk-c'");
    }

    @Test
    void isWhatTheGeneratorMakesOfTheData(@TempDir Path folder) throws IOException {
        Path data = SharedData.path("reference").getParent();
        Path out = folder.resolve("directory.tsv");
        DirectoryGenerator.generate(data, out);
        assertThat(Files.readAllBytes(out))
                .isEqualTo(SymbolDirectory.class
                        .getResourceAsStream("directory.tsv")
                        .readAllBytes());
    }
}
