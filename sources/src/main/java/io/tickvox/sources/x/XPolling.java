package io.tickvox.sources.x;

import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recent search asked again and again, where the stream is not to be had. Each query goes on after the newest post that it
 * has given; the position's cursors hold these by query.
 */
final class XPolling {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** How much older than the position a query's newest post may be and still bound the search. */
    private static final Duration STALE = Duration.ofHours(1);

    /** X takes no search that begins as late as it ends, half a minute ago by itself. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** How far ahead X's clock may be. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final XApi api;
    private final XQueries queries;
    private final XPosts posts;
    private final Intake intake;
    private final String why;

    /** @param why for people: why not the stream */
    XPolling(XApi api, XQueries queries, XPosts posts, Intake intake, String why) {
        this.api = api;
        this.queries = queries;
        this.posts = posts;
        this.intake = intake;
        this.why = why;
    }

    /** Polls until {@code end}; gives the position then. */
    Position run(Position from, Instant end) throws SourceFailure, IOException, InterruptedException {
        Position position = from;
        for (Instant now = intake.now(); now.isBefore(end); now = intake.now()) {
            List<String> wanted = queries.pack(XQueries.cashtags(intake.symbols()));
            position = round(position, wanted, now);
            intake.advance(position);
            Duration spacing = Duration.ofSeconds(2).multipliedBy(wanted.size() + 1L);
            intake.sleep(spacing.compareTo(INTERVAL) > 0 ? spacing : INTERVAL);
        }
        return position;
    }

    private Position round(Position from, List<String> wanted, Instant now)
            throws SourceFailure, IOException, InterruptedException {
        Instant oldest = now.minus(XFill.REACH);
        Instant start = from.upTo().isBefore(oldest) ? oldest : from.upTo();
        Position position = from;
        for (String query : wanted) {
            String newest = walk(query, range(from, query, start, now), start, wanted.size());
            if (newest != null) {
                position = position.withCursor(query, newest);
                intake.advance(position);
            }
        }
        Map<String, String> cursors = new HashMap<>(position.cursors());
        cursors.keySet().retainAll(wanted);
        Instant reached = now.minus(XFill.INDEXING);
        return new Position(reached.isAfter(start) ? reached : start, cursors);
    }

    /** Lands all pages of {@code query}; gives its newest post, null if there is none. */
    private @Nullable String walk(String query, Map<String, String> range, Instant start, int count)
            throws SourceFailure, IOException, InterruptedException {
        String newest = null;
        String next = null;
        Map<String, String> bounds = range;
        do {
            XApi.Page page = api.search(query, bounds, next);
            bounds = page.range();
            if (next == null) {
                newest = page.newest();
                intake.complete(
                        start,
                        "posts by recent search of " + api.host() + ", " + count + (count == 1 ? " query" : " queries")
                                + " every 30 s: " + why);
            }
            posts.land(page, intake);
            next = page.next();
        } while (next != null);
        return newest;
    }

    private static Map<String, String> range(Position from, String query, Instant start, Instant now) {
        String newest = from.cursor(query).orElse("");
        Instant latest = now.minus(SHORTEST);
        Instant written = XText.isId(newest) ? XTime.ofId(newest) : null;
        return written != null && written.isAfter(start.minus(STALE)) && written.isBefore(now.plus(AHEAD))
                ? Map.of("since_id", newest)
                : Map.of("start_time", XFill.second(start.isBefore(latest) ? start : latest));
    }
}
