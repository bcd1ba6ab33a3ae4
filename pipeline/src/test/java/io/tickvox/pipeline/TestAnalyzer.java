package io.tickvox.pipeline;

import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.text.Analysis;
import io.tickvox.text.Analyzer;
import io.tickvox.text.Document;
import io.tickvox.text.Link;
import io.tickvox.text.Sentiment;
import io.tickvox.text.TickerMention;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links cashtags and scores by the text's hash: a pure function whose results differ from text to text. */
final class TestAnalyzer implements Analyzer {
    private static final Pattern CASHTAG = Pattern.compile("\\$([A-Z]+)");

    @Override
    public Analysis analyze(Document document) {
        LinkedHashSet<String> symbols = new LinkedHashSet<>();
        Matcher matcher = CASHTAG.matcher(document.text());
        while (matcher.find()) {
            symbols.add(matcher.group(1));
        }
        if (symbols.isEmpty()) {
            symbols.addAll(document.context());
        }
        double noise = document.text().contains("spam") ? 0.9 : 0.1;
        List<TickerMention> mentions = new ArrayList<>();
        for (String symbol : symbols) {
            mentions.add(new TickerMention(
                    new Link(symbol, LinkKind.CASHTAG, 0.9, "cashtag $" + symbol, 0, 1),
                    sentiment(document.text() + symbol),
                    noise));
        }
        return new Analysis(sentiment(document.text()), noise, List.copyOf(symbols), mentions, "test-1");
    }

    private static Sentiment sentiment(String text) {
        int hash = Math.floorMod(text.hashCode(), 20_001) - Fixed.ONE;
        double score = Fixed.value(hash);
        Label label = Label.values()[Math.floorMod(hash, 4)];
        return new Sentiment(label, score, Math.max(0, score), 1 - Math.abs(score), Math.max(0, -score));
    }
}
