package io.tickvox.store;

import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A change to the tables of posts and mentions. Of several of one post, the one of the highest revision counts. */
public sealed interface PostChange {
    String source();

    String postId();

    /**
     * Writes a post with its mentions, which replace those of lower revisions.
     *
     * @param fingerprint equal for texts that count as copies of each other; 0 if the text is too short to tell
     * @param isNew whether it is thought not to be in the table, so that it is worth while to try a plain insert first
     */
    record Written(Post post, Revision revision, long fingerprint, List<Mention> mentions, boolean isNew)
            implements PostChange {
        public Written {
            Objects.requireNonNull(post, "post");
            Objects.requireNonNull(revision, "revision");
            mentions = List.copyOf(mentions);
        }

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
            @Nullable String copyOf) implements PostChange {}

    /** A post written before was seen first at an earlier time. */
    record ObservedEarlier(String source, String postId, Instant observedAt) implements PostChange {}

    /**
     * The version of a post that now counts no longer names some tickers. The tables follow from {@link Written} alone; others
     * are to be told.
     *
     * @param createdAt when the post was written
     * @param at when that version was seen
     * @param symbols those tickers
     */
    record Withdrawn(String source, String postId, Instant createdAt, Instant at, List<String> symbols)
            implements PostChange {
        public Withdrawn {
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * A post was deleted; it does not come back.
     *
     * @param stale whether bars that it counted in must be recomputed from the tables
     * @param createdAt when it was written; null if that is no longer known
     * @param symbols the tickers that it was about, as far as they are known
     */
    record Removed(
            String source,
            String postId,
            Instant at,
            boolean stale,
            @Nullable Instant createdAt,
            List<String> symbols) implements PostChange {
        public Removed {
            symbols = List.copyOf(symbols);
        }

        /** Of a post of which nothing else is known any more. */
        public static Removed unknown(String source, String postId, Instant at) {
            return new Removed(source, postId, at, true, null, List.of());
        }
    }
}
