package io.tickvox.text;

import java.util.ArrayList;
import java.util.List;

/** Links a text, scores it as a whole and toward each company it names. */
public final class StandardAnalyzer implements Analyzer {
    private final Linker linker;
    private final Scorer scorer;

    private StandardAnalyzer(Linker linker, Scorer scorer) {
        this.linker = linker;
        this.scorer = scorer;
    }

    /** The shipped directory and the shipped model. */
    public static StandardAnalyzer shipped() {
        return of(SymbolDirectory.shipped());
    }

    /** The shipped model with another directory. */
    public static StandardAnalyzer of(SymbolDirectory directory) {
        Linker linker = new StandardLinker(directory);
        return of(linker, new LinearScorer(LinearModel.shipped(), linker));
    }

    /** Any linker and scorer. A {@link LinearScorer} should have been given the same linker. */
    public static StandardAnalyzer of(Linker linker, Scorer scorer) {
        return new StandardAnalyzer(linker, scorer);
    }

    /** What scores the texts; it explains the scores too. */
    public Scorer scorer() {
        return scorer;
    }

    @Override
    public Analysis analyze(Document document) {
        List<Link> links = linker.link(document);
        List<String> cashtags = Cashtags.of(document.text());
        List<TickerMention> mentions = new ArrayList<>(links.size());
        if (scorer instanceof LinearScorer linear) {
            // One pass for all targets instead of one each; the scores are the same.
            LinearScorer.Sums sums = linear.sums(document.text(), links);
            for (int i = 0; i < links.size(); i++) {
                mentions.add(new TickerMention(
                        links.get(i), linear.toward(sums, links.get(i)), linear.noise(sums, links.get(i))));
            }
            return new Analysis(
                    linear.whole(sums), linear.noise(sums, Zones.COMMON), cashtags, mentions, linear.model());
        }
        for (Link link : links) {
            mentions.add(new TickerMention(link, scorer.score(document, link), scorer.noise(document, link)));
        }
        return new Analysis(
                scorer.score(document, null), scorer.noise(document, null), cashtags, mentions, scorer.model());
    }
}
