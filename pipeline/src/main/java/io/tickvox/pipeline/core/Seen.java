package io.tickvox.pipeline.core;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Post;
import io.tickvox.model.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a post to tell its later copies, versions and deletion. The highest revision counts, so that the outcome
 * does not depend on their order of arrival.
 *
 * @param group key of the group of near-copies that the revision that counts belongs to
 * @param createdAt when it was written, in milliseconds since 1970
 * @param revision the one that counts
 * @param firstObservedAt when any revision was seen first
 * @param deleted whether the post was deleted; it does not come back
 */
public record Seen(long group, long createdAt, Revision revision, long firstObservedAt, boolean deleted) {
    /** A post that was deleted before it was seen. */
    public static Seen tombstone(long deletedAt) {
        return new Seen(0, deletedAt, new Revision(0, deletedAt, 0), deletedAt, true);
    }

    public static Seen of(Post post, long group) {
        long observedAt = post.observedAt().toEpochMilli();
        return new Seen(
                group,
                post.createdAt().toEpochMilli(),
                new Revision(post.version(), observedAt, contentOf(post)),
                observedAt,
                false);
    }

    public Seen withFirstObservedAt(long millis) {
        return new Seen(group, createdAt, revision, millis, deleted);
    }

    public Seen asDeleted() {
        return new Seen(group, createdAt, revision, firstObservedAt, true);
    }

    /** Hash of all of {@code post} but its identity and when it was observed. */
    private static long contentOf(Post post) {
        AuthorLabel label = post.authorLabel();
        Hash64 hash = new Hash64()
                .add(post.text())
                .add(post.authorId())
                .add(post.authorName())
                .add(count(post.authorFollowers()))
                .add(post.createdAt().toEpochMilli())
                .add(post.lang())
                .add(post.url())
                .add(post.kind().ordinal())
                .add(post.parentId())
                .add(count(post.likes()))
                .add(count(post.reposts()))
                .add(count(post.replies()))
                .add(count(post.quotes()))
                .add(count(post.views()))
                .add(label == null ? -1 : label.ordinal())
                .add(post.version());
        for (String symbol : post.symbols()) {
            hash.add(symbol);
        }
        return hash.value();
    }

    private static long count(@Nullable Long value) {
        return value == null ? -1 : value;
    }
}
