package io.tickvox.sources.reddit;

import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.OncePerIntake;
import io.tickvox.sources.live.Position;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.SourceSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Submissions and comments of many subreddits, some dozens of which share a call. The newest are asked for again and again:
 * at once while there is much new, every 16 s while there is nothing. What is kept is looked at
 * again later. Position cursors are the newest fullnames, by listing.
 */
final class RedditSource implements LiveSource {
    private static final Duration FRESHNESS = Duration.ofSeconds(60);

    /** How late a thing may show in its listing. */
    private static final Duration DELAY = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(16);
    private static final int MUCH = 25;
    private static final int SUBREDDITS_A_CALL = 40;

    private final OncePerIntake<RedditApi> api;
    private final RedditThings things;
    private final RedditRevisits revisits;
    private final List<RedditListing> listings = new ArrayList<>();
    private final List<String> subreddits;

    RedditSource(SourceSettings settings, SourceEnvironment environment) {
        this.api = new OncePerIntake<>(intake -> new RedditApi(settings, environment, intake));
        this.things = new RedditThings(environment.linkable());
        this.revisits = new RedditRevisits(things);
        this.subreddits = Stream.of(settings.text(RedditFactory.SUBREDDITS).split(","))
                .map(name -> name.strip().replaceFirst("^/?r/", ""))
                .filter(name -> name.matches("\\w{2,21}"))
                .distinct()
                .toList();
        for (int i = 0; i < subreddits.size(); i += SUBREDDITS_A_CALL) {
            String some = String.join("+", subreddits.subList(i, Math.min(subreddits.size(), i + SUBREDDITS_A_CALL)));
            listings.add(new RedditListing("/r/" + some + "/comments", things));
            listings.add(new RedditListing("/r/" + some + "/new", things));
        }
    }

    @Override
    public void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException {
        if (listings.isEmpty()) {
            throw SourceFailure.refused("No subreddit is named. Set sources.reddit.subreddits");
        }
        RedditApi open = api.of(intake);
        Position position = from;
        Duration wait = SHORTEST;
        while (true) {
            Instant began = intake.now();
            Instant since = position.upTo();
            int fresh = 0;
            for (RedditListing listing : listings) {
                RedditListing.Walk walk =
                        listing.walk(open, position.cursor(listing.path()).orElse(null), since, intake);
                served(walk.oldest(), since, intake);
                if (walk.newest() != null) {
                    position = position.withCursor(listing.path(), walk.newest());
                    intake.advance(position);
                }
                fresh += walk.fresh();
            }
            Instant reached = began.minus(DELAY);
            position = position.withUpTo(reached.isAfter(since) ? reached : since);
            intake.advance(position);
            position = revisits.step(open, position, intake);
            intake.advance(position);
            wait = fresh >= MUCH ? SHORTEST : longer(wait, fresh);
            intake.sleep(wait);
        }
    }

    private static Duration longer(Duration wait, int fresh) {
        Duration next = fresh > 0 ? wait.dividedBy(2) : wait.multipliedBy(2);
        if (next.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return next.compareTo(LONGEST) > 0 ? LONGEST : next;
    }

    /** @param oldest where a listing ended too early; null if it did not */
    private void served(@Nullable Instant oldest, Instant since, Intake intake) {
        String words = "submissions and comments of " + subreddits.size()
                + (subreddits.size() == 1 ? " subreddit" : " subreddits");
        boolean isLate = Duration.between(since, intake.now()).compareTo(FRESHNESS) > 0;
        if (oldest != null && oldest.isAfter(since) && !isLate) {
            intake.lost(since, oldest, "more was said than Reddit's listings hold");
        }
        intake.complete(oldest != null && oldest.isAfter(since) && isLate ? oldest : since, words);
    }

    @Override
    public String check(Intake intake) throws SourceFailure, IOException, InterruptedException {
        RedditApi open = api.of(intake);
        String path =
                listings.isEmpty() ? "/new" : listings.get(listings.size() - 1).path();
        open.page(path, null);
        return open.host() + " answers and takes the key";
    }

    @Override
    public Duration freshness() {
        return FRESHNESS;
    }
}
