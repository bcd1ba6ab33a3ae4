package io.tickvox.app.cli;

import io.tickvox.model.Label;
import io.tickvox.text.Analysis;
import io.tickvox.text.Document;
import io.tickvox.text.Link;
import io.tickvox.text.Sentiment;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.TickerMention;
import io.tickvox.text.classifier.AsyncClassifier;
import io.tickvox.text.classifier.Passages;
import io.tickvox.text.classifier.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Links and judges noise as ever, and asks a classifier for the direction: of the whole text, and of what it says of each ticker. */
final class ClassifierJudge implements TextJudge {
    private final StandardAnalyzer analyzer;
    private final AsyncClassifier classifier;

    ClassifierJudge(StandardAnalyzer analyzer, AsyncClassifier classifier) {
        this.analyzer = analyzer;
        this.classifier = classifier;
    }

    @Override
    public CompletableFuture<Judgement> judge(Document document, @Nullable String symbol) {
        Analysis analysis = analyzer.analyze(document);
        TickerMention asked = symbol == null ? null : analyzer.toward(document, symbol);
        if (analysis.sentiment().label() == Label.UNSCORED) {
            return CompletableFuture.completedFuture(new Judgement(analysis, asked, null));
        }
        List<Link> links = analysis.mentions().stream().map(TickerMention::link).toList();
        List<String> passages = new ArrayList<>(Passages.of(document.text(), links));
        passages.add(document.text());
        int known = asked == null ? -1 : links.indexOf(asked.link());
        passages.add(known < 0 ? document.text() : passages.get(known));
        return classifier.ask(passages).thenApply(verdicts -> judgement(analysis, asked, verdicts));
    }

    private static Judgement judgement(Analysis analysis, @Nullable TickerMention asked, List<Verdict> verdicts) {
        List<TickerMention> mentions = new ArrayList<>();
        for (int i = 0; i < analysis.mentions().size(); i++) {
            mentions.add(with(analysis.mentions().get(i), verdicts.get(i)));
        }
        Verdict whole = verdicts.get(mentions.size());
        String error = verdicts.stream()
                .map(ClassifierJudge::trouble)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        String model = whole instanceof Verdict.Judged judged ? judged.model() : analysis.model();
        return new Judgement(
                new Analysis(sentiment(whole), analysis.noise(), analysis.cashtags(), mentions, model),
                asked == null ? null : with(asked, verdicts.get(mentions.size() + 1)),
                error);
    }

    private static @Nullable String trouble(Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            return failed.reason();
        }
        return verdict instanceof Verdict.Refused refused ? refused.reason() : null;
    }

    private static TickerMention with(TickerMention mention, Verdict verdict) {
        return new TickerMention(mention.link(), sentiment(verdict), mention.noise());
    }

    private static Sentiment sentiment(Verdict verdict) {
        return verdict instanceof Verdict.Judged judged ? judged.sentiment() : Sentiment.UNSCORED;
    }
}
