package io.tickvox.pipeline.core;

import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.Revision;
import java.util.List;

/** What became known of a post; routed by the {@code group} of near-copies that it concerns. */
public sealed interface PostEvent {
    long group();

    String source();

    String postId();

    /**
     * A post, or a version of it that now counts.
     *
     * @param fingerprint of its text; 0 if too short to be a copy
     * @param isNew whether no version of it was seen before
     */
    record Upsert(long group, Post post, Revision revision, long fingerprint, List<Mention> mentions, boolean isNew)
            implements PostEvent {
        @Override
        public String source() {
            return post.source();
        }

        @Override
        public String postId() {
            return post.postId();
        }
    }

    /** A post older than the span kept in state: its tables are written, its bars recomputed from them. */
    record Late(long group, Post post, Revision revision, long fingerprint, List<Mention> mentions)
            implements PostEvent {
        @Override
        public String source() {
            return post.source();
        }

        @Override
        public String postId() {
            return post.postId();
        }
    }

    /**
     * The version that counts has another text now and left this group.
     *
     * @param at when that version was seen, in milliseconds since 1970
     * @param stillNamed the tickers that it names
     */
    record Retract(long group, String source, String postId, long at, List<String> stillNamed) implements PostEvent {}

    /** The post was deleted. {@code at} in milliseconds since 1970. */
    record Remove(long group, String source, String postId, long at) implements PostEvent {}

    /**
     * A version came that does not count: after a later one, or after the post's deletion. In a run that was lost it may have
     * come first and have counted, so all that it could have changed is told anew.
     *
     * @param group that its text belongs to
     * @param createdAt when it says that it was written, in milliseconds since 1970
     * @param symbols the tickers that it names
     */
    record Overtaken(long group, String source, String postId, long createdAt, List<String> symbols)
            implements PostEvent {}

    /** A known post turned out to have been seen earlier; in milliseconds since 1970. */
    record Observed(long group, String source, String postId, long firstObservedAt) implements PostEvent {}
}
