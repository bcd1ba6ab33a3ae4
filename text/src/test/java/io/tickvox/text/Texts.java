package io.tickvox.text;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts for property tests. */
final class Texts {
    private Texts() {}

    /** Texts made of what posts hold, mixed with arbitrary characters. */
    static Arbitrary<String> posts() {
        Arbitrary<String> parts = Arbitraries.of(
                "$AAPL",
                "$brk.b",
                "$BRK-B",
                "$ZZZQ",
                "$TSLA puts",
                "Apple",
                "apple pie",
                "Tesla",
                "JPMorgan Chase",
                "GOOG",
                "ON",
                "long",
                "short",
                "not good",
                "+3.5%",
                "-2%",
                "$12.50",
                "10k",
                "🚀🚀",
                "💎🙌🏽",
                "&amp;",
                "&#39;",
                "&#x1F680;",
                "&bogus",
                "http://t.co/abc",
                "@someone",
                "#bull",
                "RT @a:",
                "…",
                "\n",
                "!!!",
                "?",
                ":)",
                ":-(",
                "soooo",
                "U.S.",
                "don't",
                "\uD83D",
                "ＡＡＰＬ",
                "日本株",
                "\u0000",
                "(",
                ")",
                "$",
                "$$",
                "&",
                "'",
                "-",
                ".",
                ",");
        return Arbitraries.oneOf(parts, Arbitraries.strings().ofMaxLength(6))
                .list()
                .ofMaxSize(40)
                .map(list -> String.join(" ", list))
                .flatMap(text -> Arbitraries.of(text, text.replace(" ", "")));
    }
}
