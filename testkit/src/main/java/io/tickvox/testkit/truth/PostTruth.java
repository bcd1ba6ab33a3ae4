package io.tickvox.testkit.truth;

import io.tickvox.model.AuthorLabel;
import io.tickvox.model.PostId;
import io.tickvox.model.PostKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a post.
 *
 * @param parentId what it answers, passes on or quotes; null if nothing
 * @param copyOf the post whose text it repeats with slight changes; null if none
 * @param noise whether it is promotion or spam
 * @param authorLabel direction that the author tagged; null if none
 * @param deleted whether it was taken back
 * @param mentions how many companies it is about
 */
public record PostTruth(
        PostId id,
        String author,
        Instant createdAt,
        PostKind kind,
        @Nullable String parentId,
        @Nullable String copyOf,
        boolean noise,
        @Nullable AuthorLabel authorLabel,
        boolean deleted,
        int mentions) {}
