package io.tickvox.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One post as its source gave it, in one form for all sources.
 *
 * @param source the network, for example {@code x}
 * @param postId the network's id of the post
 * @param authorId the network's id of the author; null if not given
 * @param authorName the author's handle without {@code @}; null if not given
 * @param authorFollowers the author's followers when observed; null if not given
 * @param createdAt when it was written, as the source says; never after {@code observedAt} by more than a clock's error
 * @param observedAt when Tickvox first saw it
 * @param text the full text, HTML entities decoded; empty if the post has none
 * @param lang BCP-47 language by the source; null if not given
 * @param url address of the post for people; null if unknown
 * @param kind how it came to be
 * @param parentId id of the post that it answers, passes on or quotes, on the same source; null if none
 * @param copyOf id of the original that this post's text repeats, as {@code source:post_id} if on another source; null if
 *     it is no copy or that is not yet known
 * @param likes likes when last observed; null if not given, as are the four after it
 * @param symbols symbols that the source itself tagged the post with, upper case, without {@code $}
 * @param authorLabel direction that the author tagged; null if none
 * @param thread title of the thread that it stands in; null if it stands in none or that is not given
 * @param version orders the versions of an edited post: milliseconds of the edit, 0 if never edited
 */
public record Post(
        String source,
        String postId,
        @Nullable String authorId,
        @Nullable String authorName,
        @Nullable Long authorFollowers,
        Instant createdAt,
        Instant observedAt,
        String text,
        @Nullable String lang,
        @Nullable String url,
        PostKind kind,
        @Nullable String parentId,
        @Nullable String copyOf,
        @Nullable Long likes,
        @Nullable Long reposts,
        @Nullable Long replies,
        @Nullable Long quotes,
        @Nullable Long views,
        List<String> symbols,
        @Nullable AuthorLabel authorLabel,
        @Nullable String thread,
        long version)
        implements Normalised {
    public Post {
        Objects.requireNonNull(source, "source");
        if (postId.isEmpty()) {
            throw new IllegalArgumentException("Invalid post id '': expected at least one character");
        }
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(observedAt, "observedAt");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(kind, "kind");
        symbols = List.copyOf(symbols);
    }

    public PostId id() {
        return new PostId(source, postId);
    }

    public Post withCopyOf(@Nullable String original) {
        return Objects.equals(copyOf, original)
                ? this
                : toBuilder().copyOf(original).build();
    }

    /** A builder that holds all of this post. */
    public Builder toBuilder() {
        Builder b = new Builder(source, postId, createdAt, observedAt);
        b.authorId = authorId;
        b.authorName = authorName;
        b.authorFollowers = authorFollowers;
        b.text = text;
        b.lang = lang;
        b.url = url;
        b.kind = kind;
        b.parentId = parentId;
        b.copyOf = copyOf;
        b.likes = likes;
        b.reposts = reposts;
        b.replies = replies;
        b.quotes = quotes;
        b.views = views;
        b.symbols = symbols;
        b.authorLabel = authorLabel;
        b.thread = thread;
        b.version = version;
        return b;
    }

    public static Builder builder(String source, String postId, Instant createdAt, Instant observedAt) {
        return new Builder(source, postId, createdAt, observedAt);
    }

    /** Collects a post's fields; what is not set is unknown, empty, or {@link PostKind#ORIGINAL}. */
    public static final class Builder {
        private final String source;
        private final String postId;
        private final Instant createdAt;
        private Instant observedAt;
        private @Nullable String authorId;
        private @Nullable String authorName;
        private @Nullable Long authorFollowers;
        private String text = "";
        private @Nullable String lang;
        private @Nullable String url;
        private PostKind kind = PostKind.ORIGINAL;
        private @Nullable String parentId;
        private @Nullable String copyOf;
        private @Nullable Long likes;
        private @Nullable Long reposts;
        private @Nullable Long replies;
        private @Nullable Long quotes;
        private @Nullable Long views;
        private List<String> symbols = List.of();
        private @Nullable AuthorLabel authorLabel;
        private @Nullable String thread;
        private long version;

        private Builder(String source, String postId, Instant createdAt, Instant observedAt) {
            this.source = source;
            this.postId = postId;
            this.createdAt = createdAt;
            this.observedAt = observedAt;
        }

        public Builder author(@Nullable String id, @Nullable String name, @Nullable Long followers) {
            this.authorId = id;
            this.authorName = name;
            this.authorFollowers = followers;
            return this;
        }

        public Builder observedAt(Instant value) {
            this.observedAt = value;
            return this;
        }

        public Builder text(String value) {
            this.text = value;
            return this;
        }

        public Builder lang(@Nullable String value) {
            this.lang = value;
            return this;
        }

        public Builder url(@Nullable String value) {
            this.url = value;
            return this;
        }

        public Builder kind(PostKind value) {
            this.kind = value;
            return this;
        }

        public Builder parentId(@Nullable String value) {
            this.parentId = value;
            return this;
        }

        public Builder copyOf(@Nullable String value) {
            this.copyOf = value;
            return this;
        }

        public Builder likes(@Nullable Long value) {
            this.likes = value;
            return this;
        }

        public Builder reposts(@Nullable Long value) {
            this.reposts = value;
            return this;
        }

        public Builder replies(@Nullable Long value) {
            this.replies = value;
            return this;
        }

        public Builder quotes(@Nullable Long value) {
            this.quotes = value;
            return this;
        }

        public Builder views(@Nullable Long value) {
            this.views = value;
            return this;
        }

        public Builder symbols(List<String> value) {
            this.symbols = value;
            return this;
        }

        public Builder authorLabel(@Nullable AuthorLabel value) {
            this.authorLabel = value;
            return this;
        }

        public Builder thread(@Nullable String value) {
            this.thread = value;
            return this;
        }

        public Builder version(long value) {
            this.version = value;
            return this;
        }

        public Post build() {
            return new Post(
                    source,
                    postId,
                    authorId,
                    authorName,
                    authorFollowers,
                    createdAt,
                    observedAt,
                    text,
                    lang,
                    url,
                    kind,
                    parentId,
                    copyOf,
                    likes,
                    reposts,
                    replies,
                    quotes,
                    views,
                    symbols,
                    authorLabel,
                    thread,
                    version);
        }
    }
}
