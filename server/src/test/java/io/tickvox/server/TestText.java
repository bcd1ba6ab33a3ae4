package io.tickvox.server;

import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.text.Document;
import io.tickvox.text.Link;
import io.tickvox.text.Linker;
import io.tickvox.text.Scorer;
import io.tickvox.text.Sentiment;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A linker that knows cashtags and a scorer that knows one word each way. */
final class TestText implements Linker, Scorer {
    private static final Pattern CASHTAG = Pattern.compile("\\$([A-Z]+)");
    private static final Pattern WORD = Pattern.compile("great|awful");

    @Override
    public List<Link> link(Document document) {
        return CASHTAG.matcher(document.text())
                .results()
                .map(found -> new Link(
                        found.group(1), LinkKind.CASHTAG, 1, "cashtag " + found.group(), found.start(), found.end()))
                .toList();
    }

    @Override
    public String model() {
        return "test-1";
    }

    @Override
    public Sentiment score(Document document, @Nullable Link target) {
        double score = explain(document, target).stream()
                .mapToDouble(Contribution::weight)
                .sum();
        return new Sentiment(Label.NEUTRAL, score, 0, 1, 0);
    }

    @Override
    public double noise(Document document, @Nullable Link target) {
        return 0;
    }

    @Override
    public List<Contribution> explain(Document document, @Nullable Link target) {
        Matcher matcher = WORD.matcher(document.text());
        return matcher.results()
                .map(word ->
                        new Contribution(word.start(), word.end(), word.group().equals("great") ? 0.5 : -0.5))
                .toList();
    }
}
