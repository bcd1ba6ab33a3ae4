package io.tickvox.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolsTest {
    @ParameterizedTest
    @CsvSource({
        "AAPL, AAPL",
        "aapl, AAPL",
        "$aapl, AAPL",
        "BRK.A, BRK.A",
        "BRK-A, BRK.A",
        "brk/b, BRK.B",
        "RDS_B, RDS.B",
        "BRK B, BRK.B",
        "BTC.X, BTC.X",
        "BTC-USD, BTC-USD",
        "BAC-PL, BAC-PL",
        "^GSPC, ^GSPC",
        "JPY=X, JPY=X",
        "0700.HK, 0700.HK",
        "BINANCE:BTCUSDT, BINANCE:BTCUSDT",
        "-A, -A"
    })
    void writesSymbolsInOneForm(String given, String expected) {
        assertThat(Symbols.normalise(given)).isEqualTo(expected);
    }

    @Test
    void keepsTheObjectThatAlreadyHasTheForm() {
        String symbol = new StringBuilder("BRK.").append('A').toString();

        assertThat(Symbols.normalise(symbol)).isSameAs(symbol);
    }

    @Property
    void normalisingAgainChangesNothing(@ForAll("tickers") String symbol) {
        String once = Symbols.normalise(symbol);

        assertThat(Symbols.normalise(once)).isEqualTo(once);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> tickers() {
        return net.jqwik.api.Arbitraries.strings().withChars("abzABZ09.-/_ =^:").ofMaxLength(8);
    }
}
