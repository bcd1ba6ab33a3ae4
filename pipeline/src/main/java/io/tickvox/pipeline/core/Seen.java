package io.tickvox.pipeline.core;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Post;

/**
 * What is kept of a post to tell its later copies, versions and deletion. Of all versions the one with the highest
 * {@code (version, observedAt, content)} counts, so that the outcome does not depend on their order of arrival.
 *
 * @param group key of the group of near-copies that the version that counts belongs to
 * @param version the version's own order
 * @param createdAt when it was written, in milliseconds since 1970
 * @param observedAt when the version that counts was seen
 * @param firstObservedAt when any version was seen first
 * @param content hash of all that the version says
 * @param deleted whether the post was deleted; it does not come back
 */
public record Seen(
        long group, long version, long createdAt, long observedAt, long firstObservedAt, long content, boolean deleted) {
    /** A post that was deleted before it was seen. */
    public static Seen tombstone(long deletedAt) {
        return new Seen(0, 0, deletedAt, deletedAt, deletedAt, 0, true);
    }

    public static Seen of(Post post, long group) {
        long observedAt = post.observedAt().toEpochMilli();
        return new Seen(
                group,
                post.version(),
                post.createdAt().toEpochMilli(),
                observedAt,
                observedAt,
                contentOf(post),
                false);
    }

    /** Whether {@code other} counts rather than this. */
    public boolean isSupersededBy(Seen other) {
        if (version != other.version) {
            return version < other.version;
        }
        if (observedAt != other.observedAt) {
            return observedAt < other.observedAt;
        }
        return content < other.content;
    }

    public Seen withFirstObservedAt(long millis) {
        return new Seen(group, version, createdAt, observedAt, millis, content, deleted);
    }

    public Seen asDeleted() {
        return new Seen(group, version, createdAt, observedAt, firstObservedAt, content, true);
    }

    /** Hash of all of {@code post} but its identity and when it was observed. */
    static long contentOf(Post post) {
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

    private static long count(@org.jspecify.annotations.Nullable Long value) {
        return value == null ? -1 : value;
    }
}
