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
 * looked for: the last one may have been deleted meanwhile, and {@code before} would then give nothing for ever. Times count
 * only where no number is known, since Reddit may list a thing long after it was written.
 */
final class RedditListing {
    /** Things that a listing can hold are about a thousand; one that ends after fewer than this holds all there are. */
    private static final int DEEP = 500;

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
     * @param newest fullname of the newest thing, bar some that may be there by mistake; null if there is none
     * @param oldest where the listing ended before the last walk was reached, by our clock; null if it was
     * @param fresh things that had not been seen
     */
    record Walk(@Nullable String newest, @Nullable Instant oldest, int fresh) {}

    /**
     * Lands what is new.
     *
     * @param newest fullname of the newest thing of the last walk; null if there was none
     * @param since when the last walk began, by our clock; what is older is not looked for where {@code newest} is unknown
     */
    Walk walk(RedditApi api, @Nullable String newest, Instant since, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        RedditApi.Page page = api.page(path, null);
        PageMarks marks = PageMarks.of(page.things());
        String first = marks.newest() == null ? newest : marks.newest();
        long reached = newest == null ? -1 : PageMarks.number(newest);
        if (first != null && reached > PageMarks.number(first)) {
            reached = -1;
        }
        int count = page.things().size();
        int fresh = take(page, intake);
        while (!marks.reach(reached, since.plus(page.ahead())) && page.next() != null) {
            page = api.page(path, page.next());
            marks = PageMarks.of(page.things());
            count += page.things().size();
            fresh += take(page, intake);
        }
        boolean isWhole = marks.reach(reached, since.plus(page.ahead())) || count < DEEP;
        Instant oldest = marks.oldestAt();
        return new Walk(first, isWhole || oldest == null ? null : oldest.minus(page.ahead()), fresh);
    }

    private int take(RedditApi.Page page, Intake intake) {
        int fresh = 0;
        for (JsonNode thing : page.things()) {
            fresh += things.take(Json.text(thing.path("data"), "name"), thing, intake) ? 1 : 0;
        }
        return fresh;
    }
}
