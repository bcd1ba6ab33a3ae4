package io.tickvox.pipeline.core;

import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change to the tables of posts and mentions. Of several of one post, the one of the highest revision counts. */
public sealed interface TableChange {
    String source();

    String postId();

    /** Writes a post with its mentions, which replace those of lower revisions. */
    record Written(Post post, Revision revision, long fingerprint, List<Mention> mentions) implements TableChange {
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
     * A post written before is a copy of another original now, or of none.
     *
     * @param content of the revision that this is true of; of another it is not
     */
    record CopyMarked(
            String source,
            String postId,
            long content,
            @Nullable String copyOf) implements TableChange {}

    /** A post written before was seen first at an earlier time. */
    record ObservedEarlier(String source, String postId, Instant observedAt) implements TableChange {}

    /**
     * A post was deleted.
     *
     * @param stale whether bars that it counted in are no longer in state and must be recomputed
     */
    record Removed(String source, String postId, Instant at, boolean stale) implements TableChange {}
}
