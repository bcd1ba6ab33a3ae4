package io.tickvox.sources.simulator;

import io.tickvox.model.Interval;
import io.tickvox.model.SessionCalendar;
import io.tickvox.sources.Landing.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * All payloads of a simulated market, in the order in which they arrive: the same for the same seed, start, past and rates.
 * Not safe for use by several threads at once.
 */
final class Simulation {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60_000;
    private static final long PAST_POLL = 3_600_000;
    private static final Duration DAY = Duration.ofDays(1);

    /** Posts reach us within this time, but for those that are late. */
    private static final long POSTS_ON_THE_WAY = 30_000;

    private static final long QUOTES_ON_THE_WAY = 5_000;

    private final Emission.Schedule schedule = new Emission.Schedule();
    private final Crowd crowd;
    private final PostFeed posts;
    private final PriceFeed prices;
    private final long liveMillis;
    private long atMillis;
    private long polledMillis;

    /** @param past how much of the time before {@code start} is simulated too */
    Simulation(SimulatedMarket market, Rates rates, Instant start, Duration past) {
        long startMillis = start.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
        this.crowd = new Crowd(market, rates, startMillis);
        this.posts = new PostFeed(market, schedule, startMillis);
        this.prices = new PriceFeed(market, schedule, startMillis);
        this.atMillis = startMillis - past.toSeconds() * SECOND;
        this.polledMillis = ceilMinute(atMillis);
        // The minute in which the live feeds begin is theirs.
        this.liveMillis = past.isZero() ? startMillis : Math.floorDiv(startMillis, MINUTE) * MINUTE;
        if (past.compareTo(DAY) > 0) {
            closeBefore();
        }
    }

    /** The last hour of the session that ended before all else, over a weekend too, so that there is a close to compare with. */
    private void closeBefore() {
        SessionCalendar calendar = SessionCalendar.nyse();
        long close = calendar.sessionFrom(Interval.D1.startOf(time(), calendar)).toEpochMilli();
        prices.past(close - PAST_POLL, Math.min(close, polledMillis));
    }

    /** Up to when all was emitted. */
    Instant time() {
        return Instant.ofEpochMilli(atMillis);
    }

    /** Emits what arrives in the next second of simulated time. */
    void second(Sink sink) {
        long end = atMillis + SECOND;
        posts.second(atMillis, crowd.write(atMillis));
        if (atMillis >= liveMillis) {
            prices.second(atMillis);
        }
        if (end <= liveMillis && (end % PAST_POLL == 0 || end == liveMillis)) {
            prices.past(polledMillis, end);
            polledMillis = end;
        }
        for (Emission next = schedule.next(end); next != null; next = schedule.next(end)) {
            sink.emit(next);
        }
        atMillis = end;
        if (end > liveMillis || end % MINUTE == 0) {
            sink.complete(Channel.POSTS, Instant.ofEpochMilli(end - POSTS_ON_THE_WAY));
            sink.complete(Channel.QUOTES, Instant.ofEpochMilli(end - QUOTES_ON_THE_WAY));
        }
    }

    private static long ceilMinute(long millis) {
        return Math.floorDiv(millis + MINUTE - 1, MINUTE) * MINUTE;
    }

    /** Where payloads go. */
    interface Sink {
        void emit(Emission emission);

        /** Told that, but for what is late, all of {@code channel} up to {@code at} was emitted. */
        void complete(Channel channel, Instant at);
    }
}
