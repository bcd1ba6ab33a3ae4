package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonesTest {
    /** The words, other than its own names, that speak of {@code symbol} in {@code text}. */
    private static String spoken(String text, String symbol) {
        Zoned read = Zoned.of(text);
        Tokens tokens = read.tokens();
        Zones zones = read.zones();
        int zone = read.zone(symbol);
        StringJoiner words = new StringJoiner(" ");
        for (int i = 0; i < tokens.count; i++) {
            if (zones.isNear(i, zone) && zones.named[i] == Zones.COMMON) {
                words.add(text.substring(tokens.start[i], tokens.end[i]));
            }
        }
        return words.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            long $NVDA, short $INTC                           | NVDA | long
            long $NVDA, short $INTC                           | INTC | short
            $NVDA +5% $INTC -4%                               | NVDA | +5%
            Holding $CSCO (up 20%) and $FIO (down 8%)         | CSCO | Holding up 20% and
            Holding $CSCO (up 20%) and $FIO (down 8%)         | FIO  | down 8%
            Today $GM falls hard $F is strong                 | GM   | Today falls hard
            Dead money: $GOOG $TWTR                           | TWTR | Dead money
            General Motors and $TSLA gain, $F slips           | GM   | Motors and gain
            General Motors, Ford and Tesla rally              | GM   | Motors and rally
            Ford, General Motors, and Tesla rally             | F    | Motors and rally
            Apple as well as Google rally                     | AAPL | as well as rally
            Visa, as well as Mastercard, rose                 | V    | as well as
            Apple is well placed as Google slips              | AAPL | is well placed
            Upgrades: $AAPL $MSFT Downgrades: $TSLA $GM       | MSFT | Upgrades
            Upgrades: $AAPL $MSFT Downgrades: $TSLA $GM       | TSLA | Downgrades
            $TGT falls as $WMT cuts prices                    | TGT  | falls
            $TGT falls as $WMT cuts prices                    | WMT  | as cuts prices
            $TGT falls as much as feared, $WMT gains          | TGT  | falls as much as feared
            He sours on Apple, looks to Amazon! $AAPL $AMZN   | AAPL | He sours on
            """)
    void wordsSpeakOfTheCompanyThatTheyStandWith(String text, String symbol, String expected) {
        assertThat(spoken(text, symbol)).isEqualTo(expected);
    }
}
