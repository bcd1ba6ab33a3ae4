package io.tickvox.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearCopyTest {
    private static final String ORIGINAL = "$AAPL raised to buy at Citi, price target $120 & more upside";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RT @trader: $AAPL raised to buy at Citi, price target $120 & more upside
            $aapl RAISED to buy at Citi -- price target $120 &amp; more upside http://t.co/abc
            @a @b 🚀 $AAPL raised to buy at Citi: price target $120, more upside!!! 🚀
            $AAPL raised to buy at Citi, price target $120 & more upside rea…
            """)
    void isEqualForNearCopies(String copy) {
        assertThat(NearCopy.fingerprint(copy)).isEqualTo(NearCopy.fingerprint(ORIGINAL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $MSFT raised to buy at Citi, price target $120 & more upside
            $AAPL raised to buy at Citi, price target $130 & more upside
            $AAPL cut to sell at Citi, price target $120 & more downside
            raised to buy at Citi, price target $120 & more upside
            """)
    void differsForOtherStatements(String other) {
        assertThat(NearCopy.fingerprint(other)).isNotEqualTo(NearCopy.fingerprint(ORIGINAL));
    }

    @ParameterizedTest
    @CsvSource({"''", "$AAPL", "$AAPL to the moon 🚀", "@a @b @c @d @e @f hello http://t.co/x", "buy $A $B $C $D $E $F"
    })
    void isNoneForShortTexts(String text) {
        assertThat(NearCopy.fingerprint(text)).isEqualTo(NearCopy.NONE);
    }

    @Property
    void isTotal(@ForAll("posts") String text) {
        assertThat(NearCopy.fingerprint(text)).isEqualTo(NearCopy.fingerprint(text + " http://t.co/x"));
    }

    @Provide
    Arbitrary<String> posts() {
        return Texts.posts().map(text -> text + " end");
    }
}
