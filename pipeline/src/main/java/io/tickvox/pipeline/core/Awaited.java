package io.tickvox.pipeline.core;

import io.tickvox.model.Post;
import java.time.Instant;
import java.util.Objects;

/**
 * A post whose score is not known yet.
 *
 * @param event an {@link PostEvent.Upsert} or {@link PostEvent.Late} of the revision that counts
 * @param shown whether it was passed on without its score
 * @param attempts how often it could not be scored
 * @param since when it began to wait, in milliseconds since 1970 of the machine's clock
 * @param due when it is looked at next, likewise
 */
public record Awaited(PostEvent event, boolean shown, int attempts, long since, long due) {
    public Awaited {
        Objects.requireNonNull(event, "event");
    }

    /** The post itself. */
    public Post post() {
        return Scores.post(event);
    }

    public Awaited asShown() {
        return new Awaited(event, true, attempts, since, due);
    }

    public Awaited dueAt(long millis) {
        return new Awaited(event, shown, attempts, since, millis);
    }

    public Awaited failed() {
        return new Awaited(event, shown, attempts + 1, since, due);
    }

    /** The same post, first seen at {@code millis} if that is earlier than was known. */
    public Awaited observed(long millis) {
        Post post = post();
        return post.observedAt().toEpochMilli() <= millis
                ? this
                : new Awaited(
                        Scores.with(
                                event,
                                post.toBuilder()
                                        .observedAt(Instant.ofEpochMilli(millis))
                                        .build()),
                        shown,
                        attempts,
                        since,
                        due);
    }
}
