package io.tickvox.text;

import io.tickvox.model.LinkKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * What the text says of {@code symbol}: of its link, or of one to another symbol of the same company; of the whole text
     * where it does not link to the company even with the symbol as the source's tag.
     */
    public TickerMention toward(Document document, String symbol) {
        String wanted = SymbolDirectory.normalise(symbol);
        List<Link> links = linker.link(document);
        Link target = find(links, wanted);
        if (target == null) {
            links = linker.link(tagged(document, wanted));
            target = find(links, wanted);
        }
        Link found = target == null ? new Link(wanted, LinkKind.CONTEXT, 0, "asked for", -1, -1) : target;
        if (scorer instanceof LinearScorer linear) {
            Sums sums = linear.sums(document.text(), links);
            int zone = sums.zones.of(found);
            return new TickerMention(found, linear.toward(sums, zone), linear.noise(sums, zone));
        }
        return new TickerMention(found, scorer.score(document, found), scorer.noise(document, found));
    }

    /** What moved the score that {@link #toward} gives. */
    public List<Scorer.Contribution> why(Document document, String symbol) {
        Link target = find(linker.link(document), SymbolDirectory.normalise(symbol));
        return target == null
                ? scorer.explain(
                        tagged(document, SymbolDirectory.normalise(symbol)),
                        toward(document, symbol).link())
                : scorer.explain(document, target);
    }

    private static Document tagged(Document document, String symbol) {
        return new Document(
                document.text(), document.lang(), List.of(symbol), document.createdAt(), document.context());
    }

    /** The link to the symbol, else the first to another symbol of the same company. */
    private static @Nullable Link find(List<Link> links, String symbol) {
        for (Link link : links) {
            if (link.symbol().equals(symbol)) {
                return link;
            }
        }
        for (Link link : links) {
            if (Renames.isSameCompany(link.symbol(), symbol)) {
                return link;
            }
        }
        return null;
    }

    @Override
    public Analysis analyze(Document document) {
        List<Link> links = linker.link(document);
        return scorer instanceof LinearScorer linear ? analyze(document, links, linear) : analyze(document, links);
    }

    /** One pass for all targets instead of one each; the scores are the same. */
    private static Analysis analyze(Document document, List<Link> links, LinearScorer linear) {
        String text = document.text();
        List<String> cashtags = Cashtags.of(text, Tokens.of(text));
        Sums sums = linear.sums(text, links);
        Sentiment whole = linear.whole(sums);
        double noise = linear.noise(sums, Zones.COMMON);
        TickerMention[] mentions = new TickerMention[links.size()];
        for (int i = 0; i < mentions.length; i++) {
            mentions[i] = mention(linear, sums, links.get(i), sums.zones.ofLink(i));
        }
        return new Analysis(whole, noise, cashtags, Few.of(mentions, mentions.length), linear.model());
    }

    private static TickerMention mention(LinearScorer linear, Sums sums, Link link, int zone) {
        return new TickerMention(link, linear.toward(sums, zone), linear.noise(sums, zone));
    }

    private Analysis analyze(Document document, List<Link> links) {
        List<TickerMention> mentions = new ArrayList<>(links.size());
        for (Link link : links) {
            mentions.add(new TickerMention(link, scorer.score(document, link), scorer.noise(document, link)));
        }
        return new Analysis(
                scorer.score(document, null),
                scorer.noise(document, null),
                Cashtags.of(document.text()),
                mentions,
                scorer.model());
    }
}
