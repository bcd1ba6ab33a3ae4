package io.tickvox.app.cli;

import io.tickvox.text.Analysis;
import io.tickvox.text.Document;
import io.tickvox.text.TickerMention;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Links and scores texts for {@link Scoring}. */
interface TextJudge {
    /** What becomes known of {@code document}, and of {@code symbol} if one is given; never completes exceptionally. */
    CompletableFuture<Judgement> judge(Document document, @Nullable String symbol);

    /**
     * What became known of a text.
     *
     * @param asked toward the symbol that was asked for; null if none was
     * @param error why it could not be scored as a whole or in part; null if it was
     */
    record Judgement(
            Analysis analysis,
            @Nullable TickerMention asked,
            @Nullable String error) {}
}
