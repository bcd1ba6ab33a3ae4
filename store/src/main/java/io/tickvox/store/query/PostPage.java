package io.tickvox.store.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of posts, newest first.
 *
 * @param nextCursor where the next page starts; null on the last one
 * @param total posts on all pages, counted up to {@link PostQuery#MAX_TOTAL}
 */
public record PostPage(List<PostRow> posts, @Nullable Cursor nextCursor, long total) {
    public PostPage {
        posts = List.copyOf(posts);
    }
}
