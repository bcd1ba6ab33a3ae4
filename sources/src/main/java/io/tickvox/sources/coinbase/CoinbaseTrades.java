package io.tickvox.sources.coinbase;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.Position;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Which trades of each pair were seen. Ids of a pair grow by one: one that was seen is left out, and a jump is told as a loss,
 * unless the outage was so long that it is a gap of all pairs. A lower id of a later time, or one that is far ahead, begins a
 * new count.
 */
final class CoinbaseTrades {
    static final String STREAM = "matches";
    static final String BEFORE_SUBSCRIPTION = "last_match";

    /** More trades of a pair than are done in a day: an id that is so far ahead is of another count. */
    private static final long MOST_LOST = 10_000_000;

    private final Instant begin;
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Instant> lastAt = new HashMap<>();
    /** The newest times of trades, by the exchange's clock. */
    private final Map<String, Instant> tradedAt = new HashMap<>();

    CoinbaseTrades(Position from) {
        begin = from.upTo();
        from.cursors().forEach((pair, id) -> last.put(pair, Long.parseLong(id)));
    }

    /** Forgets all but {@code pairs}, which are subscribed to at {@code now}. */
    void follow(List<String> pairs, Instant now) {
        last.keySet().retainAll(pairs);
        lastAt.keySet().retainAll(pairs);
        tradedAt.keySet().retainAll(pairs);
        if (Duration.between(begin, now).compareTo(Intake.SHORTEST_GAP) <= 0) {
            last.keySet().forEach(pair -> lastAt.putIfAbsent(pair, begin));
        }
    }

    /** Lands the trade {@code message}, unless it was seen. */
    void take(JsonNode message, byte[] payload, Intake intake) {
        if (isNew(message, BEFORE_SUBSCRIPTION.equals(Json.text(message, "type")), intake)) {
            intake.land(Channel.QUOTES, STREAM, payload);
        }
    }

    private boolean isNew(JsonNode message, boolean isBeforeSubscription, Intake intake) {
        String pair = Json.text(message, "product_id");
        Long id = Json.number(message, "trade_id");
        if (pair == null || id == null) {
            return true;
        }
        Long before = last.get(pair);
        Instant now = intake.now();
        Instant told = time(message, now);
        Instant newest = tradedAt.getOrDefault(pair, begin);
        boolean startsAnew = before != null && id < before && told.isAfter(newest);
        if (before == null ? isBeforeSubscription : id <= before && !startsAnew) {
            return false;
        }
        tradedAt.put(pair, told.isAfter(newest) ? told : newest);
        Instant seen = lastAt.put(pair, now);
        if (seen != null && before != null && id > before + 1 && id - before <= MOST_LOST) {
            intake.lostOf(pair, seen, now, "Trades of " + pair + " that did not come: " + (id - before - 1));
        }
        last.put(pair, id);
        return true;
    }

    /** When a trade was done, but not after {@code now}; the beginning of time if that cannot be read. */
    private static Instant time(JsonNode message, Instant now) {
        try {
            Instant time = Instant.parse(String.valueOf(Json.text(message, "time")));
            return time.isAfter(now) ? now : time;
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    Position position(Instant upTo) {
        Map<String, String> cursors = new HashMap<>();
        last.forEach((pair, id) -> cursors.put(pair, Long.toString(id)));
        return new Position(upTo, cursors);
    }
}
