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
                out.collect(deleted(removed, symbol, removed.createdAt()));
            }
        }
    }

    /** That a mention no longer holds: its key, and nothing of what was said. */
    private static ScoredMention deleted(PostChange.Removed removed, String symbol, Instant createdAt) {
        Mention mention = new Mention(
                removed.source(),
                removed.postId(),
                symbol,
                createdAt,
                removed.at(),
                LinkKind.CONTEXT,
                0,
                "deleted",
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
