package io.tickvox.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A fuzz target: any bytes as a text. Run with Jazzer, {@code --target_class=io.tickvox.text.AnalyzerFuzz}. */
public final class AnalyzerFuzz {
    private static final StandardAnalyzer ANALYZER = StandardAnalyzer.shipped();
    private static final Instant AT = Instant.parse("2024-01-02T00:00:00Z");

    private AnalyzerFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        run(new String(input, StandardCharsets.UTF_8));
        run(new String(input, StandardCharsets.UTF_16LE));
    }

    /** Links, scores and explains {@code text} in every way there is; throws if a law is broken. */
    static void run(String text) {
        Document document = new Document(text, "en", List.of("AAPL", "BRK-B"), AT);
        Analysis analysis = ANALYZER.analyze(document);
        for (TickerMention mention : analysis.mentions()) {
            check(mention, ANALYZER.scorer().explain(document, mention.link()));
        }
        check(ANALYZER.toward(document, "META"), ANALYZER.why(document, "META"));
        check(ANALYZER.toward(document, "BRK.B"), ANALYZER.why(document, "BRK.B"));
        NearCopy.fingerprint(text);
    }

    private static void check(TickerMention mention, List<Scorer.Contribution> parts) {
        double sum = 0;
        for (Scorer.Contribution part : parts) {
            sum += part.weight();
        }
        if (Math.abs(sum - mention.sentiment().score()) > 0.001) {
            throw new IllegalStateException(
                    "Explained " + sum + " of " + mention.sentiment().score());
        }
    }
}
