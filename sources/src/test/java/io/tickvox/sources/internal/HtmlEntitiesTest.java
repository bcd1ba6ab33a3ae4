package io.tickvox.sources.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlEntitiesTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a &amp; b, a & b",
                "&lt;3 &gt;, <3 >",
                "&quot;it&#39;s&#x27;&quot;, \"it's'\"",
                "&#128640;&#x1F680;, 🚀🚀",
                "&amp;lt;, &lt;",
                "AT&T;, AT&T;",
                "R&D &, R&D &",
                "&&amp;, &&",
                "&#0;&#xD800;&#1114112;&#;&#x;, &#0;&#xD800;&#1114112;&#;&#x;",
                "&hearts;, &hearts;"
            })
    void decodesOnce(String escaped, String expected) {
        assertThat(HtmlEntities.decode(escaped)).isEqualTo(expected);
    }

    @Test
    void keepsTheObjectWithoutReferences() {
        String text = "plain";

        assertThat(HtmlEntities.decode(text)).isSameAs(text);
    }

    @Test
    void takesTimeInProportionToTheText() {
        String many = "&".repeat(1 << 20);

        assertThat(HtmlEntities.decode(many)).isEqualTo(many);
    }
}
