package io.tickvox.pipeline.core;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.Fixed;
import io.tickvox.model.Label;
import io.tickvox.model.Mention;
import io.tickvox.model.Post;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import io.tickvox.store.BarMention;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a post adds to bars, in the fewest bytes that allow to take it back later. Arrays run in parallel over the post's
 * tickers and are not copied.
 *
 * @param content of the revision that says this
 * @param createdAt when it was written, in milliseconds since 1970
 * @param author hash of the author; of the post itself where the author is unknown
 * @param repost whether it passes on another's post and so is never an original
 * @param groupable whether its text is long enough to be told as a copy of another
 * @param noise whether it is promotion or spam
 * @param symbols the tickers
 * @param scores their scores in units of {@link Fixed}
 * @param weights their weights in units of {@link Fixed}
 * @param labels their labels
 */
public record Statement(
        String source,
        String postId,
        long content,
        long createdAt,
        long author,
        boolean repost,
        boolean groupable,
        boolean noise,
        @Nullable AuthorLabel authorLabel,
        String[] symbols,
        int[] scores,
        int[] weights,
        Label[] labels) {
    public static Statement of(Post post, long content, long fingerprint, List<Mention> mentions) {
        int n = mentions.size();
        String[] symbols = new String[n];
        int[] scores = new int[n];
        int[] weights = new int[n];
        Label[] labels = new Label[n];
        boolean noise = false;
        for (int i = 0; i < n; i++) {
            Mention mention = mentions.get(i);
            symbols[i] = mention.symbol();
            scores[i] = Fixed.units(mention.score());
            weights[i] = Fixed.units(mention.weight());
            labels[i] = mention.label();
            noise |= mention.isNoise();
        }
        boolean repost = post.kind() == PostKind.REPOST;
        return new Statement(
                post.source(),
                post.postId(),
                content,
                post.createdAt().toEpochMilli(),
                author(post.source(), post.postId(), post.authorId(), post.authorName()),
                repost,
                fingerprint != 0 && !repost,
                noise,
                post.authorLabel(),
                symbols,
                scores,
                weights,
                labels);
    }

    /** Key of the group that a post belongs to: its near-copies, or itself alone. */
    public static long group(Post post, long fingerprint) {
        return fingerprint != 0 && post.kind() != PostKind.REPOST
                ? fingerprint
                : new Hash64().add(post.source()).add(post.postId()).value();
    }

    /** Order by time written, then by id: the first of several copies is the original. */
    public int compareTo(Statement other) {
        return compareTo(other.createdAt, other.source, other.postId);
    }

    int compareTo(long otherCreatedAt, String otherSource, String otherId) {
        int byTime = Long.compare(createdAt, otherCreatedAt);
        return byTime != 0 ? byTime : PostId.compare(source, postId, otherSource, otherId);
    }

    /** Whether this is what the post of that name says. */
    public boolean is(String otherSource, String otherId) {
        return postId.equals(otherId) && source.equals(otherSource);
    }

    /** How {@code post.copy_of} names this post as the original of a post of {@code otherSource}. */
    public String reference(String otherSource) {
        return source.equals(otherSource) ? postId : source + ":" + postId;
    }

    /** The one mention of a post as the tables hold it. */
    public static Statement of(BarMention row) {
        Mention mention = row.mention();
        return new Statement(
                mention.source(),
                mention.postId(),
                0,
                mention.createdAt().toEpochMilli(),
                author(mention.source(), mention.postId(), row.authorId(), row.authorName()),
                row.kind() == PostKind.REPOST,
                true,
                mention.isNoise(),
                mention.authorLabel(),
                new String[] {mention.symbol()},
                new int[] {Fixed.units(mention.score())},
                new int[] {Fixed.units(mention.weight())},
                new Label[] {mention.label()});
    }

    private static long author(String source, String postId, @Nullable String authorId, @Nullable String authorName) {
        String author = authorId != null ? authorId : authorName;
        Hash64 hash = new Hash64().add(source);
        return author != null
                ? hash.add(author).value()
                : hash.add(postId).add("post").value();
    }
}
