package io.tickvox.pipeline.operator;

import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.ScoredMention;
import io.tickvox.store.PostChange;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Joins what is written of a post to what others read of it. */
public final class Published implements FlatMapFunction<PostChange, ScoredMention> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(PostChange change, Collector<ScoredMention> out) {
        if (!(change instanceof PostChange.Written written)) {
            return;
        }
        Post post = written.post();
        for (Mention mention : written.mentions()) {
            out.collect(new ScoredMention(
                    mention, post.authorName(), post.text(), post.url(), post.kind(), post.copyOf(), false));
        }
    }
}
