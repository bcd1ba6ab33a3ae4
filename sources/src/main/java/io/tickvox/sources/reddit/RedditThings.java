package io.tickvox.sources.reddit;

import io.tickvox.model.Deletion;
import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.RecentKeys;
import io.tickvox.sources.live.Intake;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Lands things of Reddit that can be about a ticker, each version once. What was edited, deleted or removed since it was
 * last seen is seen anew.
 */
final class RedditThings {
    private static final Logger LOG = LoggerFactory.getLogger(RedditThings.class);
    private static final int KEPT = 100_000;

    private static final String[] CHANGING = {"title", "selftext", "body", "author", "edited", "removed_by_category"};

    private final Predicate<Post> linkable;
    private final RedditMapper mapper = new RedditMapper();
    private final RecentKeys seen = new RecentKeys(KEPT);
    private final RecentKeys landed = new RecentKeys(KEPT);

    /** Things that were not landed: no version of them so far can have been about a ticker. */
    private final RecentKeys unlinked = new RecentKeys(KEPT);

    /** @param linkable whether a post can be about a ticker */
    RedditThings(Predicate<Post> linkable) {
        this.linkable = linkable;
    }

    /** Lands {@code thing} if it is to land; false if this version of it has been seen. */
    boolean take(@Nullable String name, JsonNode thing, Intake intake) {
        String version = name + mark(thing.path("data"));
        if (seen.contains(version)) {
            return false;
        }
        Envelope envelope = Envelope.json("reddit", "thing", intake.now(), Json.bytes(thing));
        if (anyIn(name, envelope, record -> isWanted(name, record))) {
            intake.land(Channel.POSTS, envelope);
            landed.add(String.valueOf(name));
        } else {
            intake.skipped(1);
            unlinked.add(String.valueOf(name));
        }
        seen.add(version);
        return true;
    }

    /** Lands {@code thing}, which is kept already, if it has changed since it was written and that has not been seen. */
    void takeAgain(JsonNode thing, Intake intake) {
        String name = Json.text(thing.path("data"), "name");
        String version = name + mark(thing.path("data"));
        if (seen.contains(version)) {
            return;
        }
        Envelope envelope = Envelope.json("reddit", "thing", intake.now(), Json.bytes(thing));
        if (anyIn(name, envelope, RedditThings::isChange)) {
            intake.land(Channel.POSTS, envelope);
            landed.add(String.valueOf(name));
        }
        seen.add(version);
    }

    private static boolean isChange(Normalised record) {
        return record instanceof Deletion || record instanceof Post post && post.version() > 0;
    }

    /** Whether {@code wanted} holds for a record of {@code envelope}, or fails: that is for the pipeline to reject. */
    private boolean anyIn(@Nullable String name, Envelope envelope, Predicate<Normalised> wanted) {
        boolean[] found = {false};
        try {
            mapper.map(envelope, "", record -> found[0] |= wanted.test(record));
        } catch (RuntimeException e) {
            LOG.warn("{} of Reddit cannot be looked at; it is landed as it is", name, e);
            return true;
        }
        return found[0];
    }

    /** Posts that can be about a ticker, or may have been before they were edited. */
    private boolean isWanted(@Nullable String name, Normalised record) {
        return !(record instanceof Post post)
                || landed.contains(String.valueOf(name))
                || post.version() > 0 && !unlinked.contains(String.valueOf(name))
                || linkable.test(post);
    }

    private static String mark(JsonNode data) {
        StringBuilder mark = new StringBuilder();
        for (String field : CHANGING) {
            mark.append('\n').append(data.path(field));
        }
        return " " + Integer.toHexString(mark.toString().hashCode());
    }
}
