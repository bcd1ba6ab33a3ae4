package io.tickvox.sources.reddit;

import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceFailure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Looks again at the things that are kept, since the listings show only the newest: ten minutes after they were written, and
 * then at ages that double, to two days. A cursor of the position says until when all looks were taken that were due.
 */
final class RedditRevisits {
    private static final Logger LOG = LoggerFactory.getLogger(RedditRevisits.class);
    private static final String CURSOR = "revisited";
    private static final String NETWORK = "reddit";

    /** What Reddit takes for the name of a thing. */
    private static final Pattern FULLNAME = Pattern.compile("t[0-9]_[0-9a-z]{1,13}");

    /** Oldest at which a thing is looked at. */
    private static final Duration REACH = Duration.ofHours(48);

    private static final List<Duration> AGES = ages();
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration REFUSED = Duration.ofHours(1);
    private static final int CALLS_A_ROUND = 5;

    private final RedditThings things;
    private final Deque<String> due = new ArrayDeque<>();
    /** Until when what is in {@code due} was due. */
    private Instant dueUntil = Instant.MIN;

    private Instant askAgain = Instant.MIN;

    RedditRevisits(RedditThings things) {
        this.things = things;
    }

    private static List<Duration> ages() {
        List<Duration> ages = new ArrayList<>();
        for (Duration age = Duration.ofMinutes(10); age.compareTo(REACH) < 0; age = age.multipliedBy(2)) {
            ages.add(age);
        }
        ages.add(REACH);
        return ages;
    }

    /** Takes some of the looks that are due; gives the position then. */
    Position step(RedditApi api, Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        Instant now = intake.now();
        Instant done = cursor(from, now.minus(REACH));
        if (now.isBefore(askAgain) || due.isEmpty() && now.isBefore(done.plus(EVERY))) {
            return from;
        }
        if (due.isEmpty()) {
            find(done, now, intake);
        }
        for (int i = 0; i < CALLS_A_ROUND && !due.isEmpty() && api.hasPlenty(); i++) {
            if (!look(api, now, intake)) {
                return from;
            }
        }
        return due.isEmpty() ? from.withCursor(CURSOR, dueUntil.toString()) : from;
    }

    private void find(Instant done, Instant now, Intake intake) {
        intake.keptSince(NETWORK, done.minus(REACH)).forEach((id, writtenAt) -> {
            if (FULLNAME.matcher(id).matches() && isDue(writtenAt, done, now)) {
                due.add(id);
            }
        });
        dueUntil = now;
    }

    /** Whether something written at {@code writtenAt} reached one of the ages after {@code done} and until {@code now}. */
    static boolean isDue(Instant writtenAt, Instant done, Instant now) {
        return AGES.stream().map(writtenAt::plus).anyMatch(at -> at.isAfter(done) && !at.isAfter(now));
    }

    /** Looks at some; false if Reddit does not want that. */
    private boolean look(RedditApi api, Instant now, Intake intake)
            throws SourceFailure, IOException, InterruptedException {
        List<String> some = due.stream().limit(RedditApi.MOST).toList();
        List<JsonNode> found;
        try {
            found = api.things(some);
        } catch (SourceFailure e) {
            if (e.kind() != SourceFailure.Kind.REFUSED) {
                throw e;
            }
            LOG.warn("Reddit does not let us look at things again, asked again in an hour: {}", e.getMessage());
            askAgain = now.plus(REFUSED);
            return false;
        }
        for (JsonNode thing : found) {
            things.takeAgain(thing, intake);
        }
        some.forEach(due::removeFirstOccurrence);
        return true;
    }

    private static Instant cursor(Position from, Instant oldest) {
        try {
            Instant done = from.cursor(CURSOR).map(Instant::parse).orElse(oldest);
            return done.isBefore(oldest) ? oldest : done;
        } catch (DateTimeException e) {
            return oldest;
        }
    }
}
