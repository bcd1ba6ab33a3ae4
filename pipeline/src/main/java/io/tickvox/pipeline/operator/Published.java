package io.tickvox.pipeline.operator;

import io.tickvox.model.Label;
import io.tickvox.model.LinkKind;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.model.ScoredMention;
import io.tickvox.store.PostChange;
import java.time.Instant;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Joins what is written of a post to what others read of it. */
public final class Published implements FlatMapFunction<PostChange, ScoredMention> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(PostChange change, Collector<ScoredMention> out) {
        if (change instanceof PostChange.Written written) {
            Post post = written.post();
            for (Mention mention : written.mentions()) {
                out.collect(new ScoredMention(
                        mention, post.authorName(), post.text(), post.url(), post.kind(), post.copyOf(), false));
            }
        } else if (change instanceof PostChange.Removed removed && removed.createdAt() != null) {
            for (String symbol : removed.symbols()) {
                out.collect(gone(removed, symbol, removed.createdAt(), removed.at(), "deleted"));
            }
        } else if (change instanceof PostChange.Withdrawn withdrawn) {
            for (String symbol : withdrawn.symbols()) {
                out.collect(gone(withdrawn, symbol, withdrawn.createdAt(), withdrawn.at(), "edited"));
            }
        }
    }

    /** That a mention no longer holds: its key, and nothing of what was said. */
    private static ScoredMention gone(PostChange change, String symbol, Instant createdAt, Instant at, String reason) {
        Mention mention = new Mention(
                change.source(),
                change.postId(),
                symbol,
                createdAt,
                at,
                LinkKind.CONTEXT,
                0,
                reason,
                0,
                0,
                0,
                0,
                0,
                Label.UNSCORED,
                null,
                0,
                "");
        return new ScoredMention(mention, null, "", null, PostKind.ORIGINAL, null, true);
    }
}
