package io.tickvox.sources.reddit;

import io.tickvox.sources.internal.Json;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.SourceFailure;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One listing, walked from its newest thing back to the newest of the last walk. Things are compared by their number, not
 * looked for: the last one may have been deleted meanwhile, and {@code before} would then give nothing for ever.
 */
final class RedditListing {
    private static final int RADIX = 36;

    /** Things that a listing can hold are about a thousand; one that ends after fewer than this holds all there are. */
    private static final int DEEP = 500;

    /** Seconds since 1970 that no thing is written at or after. */
    private static final double LATEST = 1e11;

    private final String path;
    private final RedditThings things;

    RedditListing(String path, RedditThings things) {
        this.path = path;
        this.things = things;
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
                Instant at = writtenAt(data);
                isDone |= number >= 0 && number <= reached || at != null && at.isBefore(since);
                oldest = at != null && (oldest == null || at.isBefore(oldest)) ? at : oldest;
                if (number > highest) {
                    highest = number;
                    first = name;
                }
                fresh += things.take(name, thing, intake) ? 1 : 0;
            }
            next = page.next();
        } while (!isDone && next != null);
        return new Walk(first, isDone || count < DEEP ? null : oldest, fresh);
    }

    /** When the thing of {@code data} was written; null if it does not say. */
    private static @Nullable Instant writtenAt(JsonNode data) {
        double seconds = data.path("created_utc").asDouble(0);
        return seconds > 0 && seconds < LATEST ? Instant.ofEpochSecond((long) seconds) : null;
    }

    /** The number in a fullname such as {@code t1_d4y8bdp}: the later, the higher; -1 if it is none. */
    static long number(String fullname) {
        String id = fullname.substring(fullname.indexOf('_') + 1);
        return id.matches("[0-9a-z]{1,11}") ? Long.parseLong(id, RADIX) : -1;
    }
}
