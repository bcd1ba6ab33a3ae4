package io.tickvox.pipeline.operator;

import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.pipeline.core.Mentions;
import io.tickvox.text.Analyzer;
import io.tickvox.text.Link;
import io.tickvox.text.TickerMention;
import io.tickvox.text.classifier.AsyncClassifier;
import io.tickvox.text.classifier.Passages;
import io.tickvox.text.classifier.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What a classifier is asked about a post: for each ticker the passage that speaks of it. Tickers of one passage share a
 * question.
 */
record Questions(Map<String, String> passages) {
    /** @param analyzer links the post again, to tell where it speaks of what */
    static Questions of(Post post, List<Mention> mentions, Analyzer analyzer) {
        List<Link> links = Mentions.analyze(analyzer, post).mentions().stream()
                .map(TickerMention::link)
                .toList();
        List<String> found = Passages.of(post.text(), links);
        Map<String, String> bySymbol = new HashMap<>();
        for (int i = 0; i < links.size(); i++) {
            bySymbol.put(links.get(i).symbol(), found.get(i));
        }
        Map<String, String> passages = new HashMap<>();
        for (Mention mention : mentions) {
            passages.put(mention.symbol(), bySymbol.getOrDefault(mention.symbol(), post.text()));
        }
        return new Questions(passages);
    }

    /** The verdicts by ticker, once the last is known. */
    CompletableFuture<Map<String, Verdict>> ask(AsyncClassifier classifier) {
        Map<String, CompletableFuture<Verdict>> byPassage = new HashMap<>();
        Map<String, CompletableFuture<Verdict>> bySymbol = new HashMap<>();
        passages.forEach(
                (symbol, passage) -> bySymbol.put(symbol, byPassage.computeIfAbsent(passage, classifier::ask)));
        return CompletableFuture.allOf(byPassage.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    Map<String, Verdict> verdicts = new HashMap<>();
                    bySymbol.forEach((symbol, verdict) -> verdicts.put(symbol, verdict.join()));
                    return verdicts;
                });
    }
}
