package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import io.tickvox.store.query.PostRow;
import io.tickvox.text.Document;
import io.tickvox.text.Link;
import io.tickvox.text.Linker;
import io.tickvox.text.Scorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a post has its score: the words that moved it and the evidence of its link. */
final class ExplanationApi {
    private final ServerDependencies dependencies;

    ExplanationApi(ServerDependencies dependencies) {
        this.dependencies = dependencies;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/posts/{source}/{post_id}/explanation", this::explanation);
    }

    private void explanation(Context context) {
        Parameters parameters = Parameters.of(context, "symbol");
        String source = parameters.pathText("source", 32);
        String postId = parameters.pathText("post_id", 512);
        String symbol = parameters.requiredSymbol("symbol");
        PostRow post = dependencies
                .queries()
                .posts()
                .find(source, postId, symbol)
                .orElseThrow(() -> new TickvoxException(
                        ErrorCode.NOT_FOUND,
                        "Cannot find post '" + source + "/" + postId + "' about '" + symbol
                                + "': it may have been deleted by its author"));
        Responses.json(context, explain(post, symbol));
    }

    private Explanation explain(PostRow post, String symbol) {
        Document document = new Document(post.text(), post.lang(), List.of(), post.createdAt());
        Linker linker = dependencies.linker();
        Scorer scorer = dependencies.scorer();
        Link link = linker.link(document).stream()
                .filter(found -> found.symbol().equals(symbol))
                .findFirst()
                .orElse(null);
        List<Contribution> contributions = scorer.explain(document, link).stream()
                .map(part -> new Contribution(
                        part.start(), part.end(), post.text().substring(part.start(), part.end()), part.weight()))
                .toList();
        return new Explanation(
                post.text(),
                symbol,
                post.score(),
                post.label(),
                post.model(),
                scorer.model(),
                new LinkEvidence(
                        post.link(),
                        post.linkConfidence(),
                        post.linkReason(),
                        link == null || link.start() < 0 ? null : link.start(),
                        link == null || link.start() < 0 ? null : link.end()),
                contributions);
    }

    /** @param explainedBy the model that the contributions are of; where it is not {@code model}, they only come near */
    private record Explanation(
            String text,
            String symbol,
            double score,
            String label,
            String model,
            String explainedBy,
            LinkEvidence link,
            List<Contribution> contributions) {}

    /** @param start where the evidence stands in the text; null, with {@code end}, if it is not in the text */
    private record LinkEvidence(
            String kind,
            double confidence,
            String reason,
            @Nullable Integer start,
            @Nullable Integer end) {}

    private record Contribution(int start, int end, String text, double weight) {}
}
