package io.tickvox.sources.reddit;

import io.tickvox.model.Envelope;
import io.tickvox.model.Normalised;
import io.tickvox.model.Post;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.RecentKeys;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.SourceFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One listing, walked from its newest thing back to the newest of the last walk. Things are compared by their number, not
 * looked for: the last one may have been deleted meanwhile, and {@code before} would then give nothing for ever. What was
 * edited, deleted or removed since it was last seen is seen anew.
 */
final class RedditListing {
    private static final int KEPT = 50_000;
    private static final int RADIX = 36;

    /** Things that a listing can hold are about a thousand; one that ends after fewer than this holds all there are. */
    private static final int DEEP = 500;

    private static final String[] CHANGING = {"title", "selftext", "body", "author", "edited", "removed_by_category"};

    private final String path;
    private final Predicate<Post> linkable;
    private final RedditMapper mapper = new RedditMapper();
    private final RecentKeys seen = new RecentKeys(KEPT);

    RedditListing(String path, Predicate<Post> linkable) {
        this.path = path;
        this.linkable = linkable;
    }

    String path() {
        return path;
    }

    /**
     * What a walk found.
     *
     * @param newest fullname of the newest thing; null if there is none
     * @param oldest where the listing ended before the last walk was reached; null if it was
     * @param fresh things that had not been seen
     */
    record Walk(@Nullable String newest, @Nullable Instant oldest, int fresh) {}

    /**
     * Lands what is new.
     *
     * @param newest fullname of the newest thing of the last walk; null if there was none
     * @param since when the last walk began; what is older is not looked for
     */
    Walk walk(RedditApi api, @Nullable String newest, Instant since, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        long reached = newest == null ? -1 : number(newest);
        String first = newest;
        long highest = reached;
        Instant oldest = null;
        int fresh = 0;
        int count = 0;
        boolean isDone = false;
        String next = null;
        do {
            RedditApi.Page page = api.page(path, next);
            for (JsonNode thing : page.things()) {
                count++;
                JsonNode data = thing.path("data");
                String name = Json.text(data, "name");
                long number = name == null ? -1 : number(name);
                Instant at =
                        Instant.ofEpochSecond((long) data.path("created_utc").asDouble(0));
                isDone |= number >= 0 && number <= reached || at.isBefore(since);
                oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
                if (number > highest) {
                    highest = number;
                    first = name;
                }
                if (seen.add(name + mark(data))) {
                    fresh++;
                    land(thing, intake);
                }
            }
            next = page.next();
        } while (!isDone && next != null);
        return new Walk(first, isDone || count < DEEP ? null : oldest, fresh);
    }

    private void land(JsonNode thing, Intake intake) {
        Envelope envelope = Envelope.json("reddit", "thing", intake.now(), Json.bytes(thing));
        boolean[] wanted = {false};
        mapper.map(envelope, "", record -> wanted[0] |= isWanted(record));
        if (wanted[0]) {
            intake.land(Channel.POSTS, envelope);
        } else {
            intake.skipped(1);
        }
    }

    private boolean isWanted(Normalised record) {
        return !(record instanceof Post post) || linkable.test(post);
    }

    private static String mark(JsonNode data) {
        StringBuilder mark = new StringBuilder();
        for (String field : CHANGING) {
            mark.append('\n').append(data.path(field));
        }
        return " " + Integer.toHexString(mark.toString().hashCode());
    }

    /** The number in a fullname such as {@code t1_d4y8bdp}: the later, the higher; -1 if it is none. */
    static long number(String fullname) {
        String id = fullname.substring(fullname.indexOf('_') + 1);
        return id.matches("[0-9a-z]{1,11}") ? Long.parseLong(id, RADIX) : -1;
    }
}
