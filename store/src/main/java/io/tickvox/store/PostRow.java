package io.tickvox.store;

import io.tickvox.model.Post;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A post as its table holds it.
 *
 * @param post the post
 * @param fingerprint equal for texts that count as copies of each other; 0 or null if the text is too short to tell
 */
public record PostRow(Post post, @Nullable Long fingerprint) {
    public PostRow {
        Objects.requireNonNull(post, "post");
    }

    /**
     * What two sightings of one post come to: the earlier {@code observedAt}, the larger counts, all else from the later
     * version, or from {@code after} if they are of one version.
     */
    static PostRow merge(PostRow before, PostRow after) {
        Post a = before.post;
        Post b = after.post;
        PostRow newer = a.version() > b.version() ? before : after;
        Post merged = newer.post.toBuilder()
                .observedAt(earlier(a.observedAt(), b.observedAt()))
                .likes(larger(a.likes(), b.likes()))
                .reposts(larger(a.reposts(), b.reposts()))
                .replies(larger(a.replies(), b.replies()))
                .quotes(larger(a.quotes(), b.quotes()))
                .views(larger(a.views(), b.views()))
                .build();
        return new PostRow(merged, newer.fingerprint);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static @Nullable Long larger(@Nullable Long a, @Nullable Long b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Math.max(a, b);
    }
}
