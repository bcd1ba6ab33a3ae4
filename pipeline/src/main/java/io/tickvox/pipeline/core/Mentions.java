package io.tickvox.pipeline.core;

import io.tickvox.model.Fixed;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.text.Analysis;
import io.tickvox.text.Analyzer;
import io.tickvox.text.Document;
import io.tickvox.text.Link;
import io.tickvox.text.Sentiment;
import io.tickvox.text.TickerMention;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Joins a post and its analysis to mentions. */
public final class Mentions {
    private Mentions() {}

    public static Document document(Post post) {
        return new Document(post.text(), post.lang(), post.symbols(), post.createdAt());
    }

    /**
     * What {@code analyzer} makes of the post. Where its text names no ticker and the title of its thread names one company
     * only, the post is taken to speak of that.
     */
    public static Analysis analyze(Analyzer analyzer, Post post) {
        Document document = document(post);
        Analysis analysis = analyzer.analyze(document);
        String thread = post.thread();
        if (thread == null || !analysis.mentions().isEmpty()) {
            return analysis;
        }
        List<TickerMention> named = analyzer.analyze(new Document(thread, null, List.of(), post.createdAt()))
                .mentions();
        if (named.size() != 1) {
            return analysis;
        }
        return analyzer.analyze(new Document(
                document.text(),
                document.lang(),
                document.symbols(),
                document.createdAt(),
                List.of(named.get(0).link().symbol())));
    }

    /** The mentions of the tickers that {@code watched} accepts, in the analysis's order. */
    public static List<Mention> of(Post post, Analysis analysis, Predicate<String> watched) {
        List<Mention> mentions = new ArrayList<>(analysis.mentions().size());
        double reach = reach(post);
        double noise = Fixed.round(analysis.noise());
        for (TickerMention found : analysis.mentions()) {
            Link link = found.link();
            if (!watched.test(link.symbol())) {
                continue;
            }
            Sentiment sentiment = found.sentiment();
            mentions.add(new Mention(
                    post.source(),
                    post.postId(),
                    link.symbol(),
                    post.createdAt(),
                    post.observedAt(),
                    link.kind(),
                    Fixed.round(link.confidence()),
                    link.reason(),
                    Fixed.round(sentiment.score()),
                    Fixed.round(sentiment.pPositive()),
                    Fixed.round(sentiment.pNeutral()),
                    Fixed.round(sentiment.pNegative()),
                    noise,
                    sentiment.label(),
                    post.authorLabel(),
                    Fixed.round(link.confidence() * reach),
                    analysis.model()));
        }
        return mentions;
    }

    /** 1 for an author without followers, growing by 1 with each tenfold: log10(10 + followers). */
    static double reach(Post post) {
        Long followers = post.authorFollowers();
        return followers == null || followers <= 0 ? 1 : Math.log10(10.0 + followers);
    }
}
