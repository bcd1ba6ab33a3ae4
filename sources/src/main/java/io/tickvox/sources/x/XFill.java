package io.tickvox.sources.x;

import io.tickvox.sources.live.SourceFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that the stream did not see, taken from recent search a page at a time while the stream goes on. Search
 * finds a post some seconds after it was written, so a stretch is asked for only when it lies that far back.
 */
final class XFill {
    /** After which search surely finds a post. */
    static final Duration INDEXING = Duration.ofSeconds(30);

    /** How far back search reaches, less what a walk through its pages may take. */
    static final Duration REACH = Duration.ofDays(7).minusMinutes(10);

    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;

    private final Set<String> tags;
    private final List<String> queries;
    private final Instant end;
    private Instant start;
    private Instant due;
    private int query;
    private @Nullable String next;
    /** What bounded the page before the next. */
    private Map<String, String> range = Map.of();

    private int failures;

    /**
     * @param tags whose posts are to be found
     * @param queries that find them
     * @param end after {@code start}
     */
    XFill(Set<String> tags, List<String> queries, Instant start, Instant end) {
        this.tags = Set.copyOf(tags);
        this.queries = queries;
        this.start = start;
        this.end = end;
        this.due = end.plus(INDEXING);
    }

    /** All before has been filled. */
    Instant start() {
        return start;
    }

    Instant end() {
        return end;
    }

    /** Cashtags of the posts that it looks for. */
    Set<String> tags() {
        return tags;
    }

    boolean isDone() {
        return queries.isEmpty() || !start.isBefore(end);
    }

    /**
     * Asks for one page if it is time to; what fails is tried again later.
     *
     * @throws SourceFailure if search refuses: this will not be filled
     */
    void step(XApi api, Instant now, Consumer<XApi.Page> out) throws SourceFailure, InterruptedException {
        if (now.isBefore(due) || isDone()) {
            return;
        }
        Duration wait = api.untilSearch();
        if (!wait.isZero()) {
            due = now.plus(wait);
            return;
        }
        Instant until = stepEnd();
        try {
            XApi.Page page = api.search(queries.get(query), next == null ? range(start, until) : range, next);
            range = page.range();
            out.accept(page);
            failures = 0;
            next = page.next();
            if (next == null && ++query == queries.size()) {
                query = 0;
                start = until;
            }
        } catch (SourceFailure e) {
            if (e.kind() == SourceFailure.Kind.REFUSED) {
                throw e;
            }
            Instant again = e.until();
            due = again != null ? again : later(now);
        } catch (IOException e) {
            due = later(now);
        }
    }

    private Instant stepEnd() {
        Instant step = start.plus(STEP);
        return step.isBefore(end) ? step : end;
    }

    private Instant later(Instant now) {
        return now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS)));
    }

    /** Parameters for what was written from {@code start} to before {@code end}, widened to whole seconds. */
    private static Map<String, String> range(Instant start, Instant end) {
        return Map.of("start_time", second(start), "end_time", second(end.plusMillis(999)));
    }

    static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
