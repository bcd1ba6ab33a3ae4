package io.tickvox.sources.finnhub;

import io.tickvox.model.Envelope;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Json;
import io.tickvox.sources.internal.UnreadableException;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.live.UnknownSymbols;
import io.tickvox.sources.net.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Quotes beside the trades, one call at a time: of each ticker once, so that it has a price before it trades, and then in
 * turn of those that the socket gives no trades of. A quote that has not changed is not landed again. Where quotes are
 * refused the trades go on, and what is missing is told of each ticker that has nothing else. A ticker that Finnhub does not
 * know is refused as a wrong key is; which of the two it was shows a ticker that is known.
 */
final class FinnhubQuotes {
    private static final Duration SPACING = Duration.ofMillis(1_200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final FinnhubApi api;
    private final UnknownSymbols unknown;
    private final Deque<String> once = new ArrayDeque<>();
    private final Deque<String> always = new ArrayDeque<>();
    private final Map<String, String> last = new HashMap<>();
    /** Until when each ticker that is asked for again and again has been seen. */
    private final Map<String, Instant> seenAt = new HashMap<>();

    /** Why there are no quotes, of those of them that are refused. */
    private final Map<String, String> refused = new TreeMap<>();

    private Instant due = Instant.MIN;

    /** @param unknown the tickers that Finnhub is known not to know */
    FinnhubQuotes(FinnhubApi api, UnknownSymbols unknown) {
        this.api = api;
        this.unknown = unknown;
    }

    /** Asks for {@code traded} once more, and for {@code untraded} again and again. */
    void follow(Collection<String> traded, List<String> untraded) {
        once.clear();
        once.addAll(traded);
        always.clear();
        always.addAll(untraded);
        seenAt.keySet().retainAll(untraded);
        refused.keySet().retainAll(untraded);
    }

    /** For people: of how many tickers there is nothing, and why; empty if that is so of none. */
    String lack() {
        return refused.isEmpty()
                ? ""
                : "no quotes of " + refused.size() + ": "
                        + refused.values().iterator().next();
    }

    /**
     * Asks for one quote if it is time to; what fails is tried again later.
     *
     * @throws SourceFailure if the key is refused
     */
    void step(Intake intake) throws SourceFailure, InterruptedException {
        Instant now = intake.now();
        if (now.isBefore(due) || once.isEmpty() && always.isEmpty()) {
            return;
        }
        Duration wait = api.untilCall();
        if (!wait.isZero()) {
            due = now.plus(wait);
            return;
        }
        boolean again = once.isEmpty();
        String symbol = again ? always.remove() : once.remove();
        if (again) {
            always.add(symbol);
        }
        if (unknown.isLeftAlone(symbol, now)) {
            return;
        }
        due = now.plus(SPACING);
        Instant seen = seenAt.computeIfAbsent(symbol, ignored -> now);
        try {
            land(symbol, api.quote(symbol), intake);
            refused.remove(symbol);
            unknown.remove(symbol);
            seenAt.put(symbol, now);
        } catch (SourceFailure e) {
            if (isOfTheKey(e)) {
                setAside(symbol, now);
                return;
            }
            if (again && e.kind() == SourceFailure.Kind.REFUSED) {
                String reason = String.valueOf(e.getMessage());
                refused.put(symbol, reason);
                if (seen.isBefore(now)) {
                    intake.lostOf(symbol, seen, now, "No quotes: " + reason);
                }
            }
            Instant until = e.until();
            due = until != null ? until : now.plus(AFTER_FAILURE);
        } catch (IOException e) {
            due = now.plus(AFTER_FAILURE);
        }
    }

    private static boolean isOfTheKey(SourceFailure failure) {
        return failure.kind() == SourceFailure.Kind.REFUSED
                && String.valueOf(failure.getMessage()).contains(" 401");
    }

    /** {@code symbol} is not known, if the key is good. */
    private void setAside(String symbol, Instant now) throws SourceFailure, InterruptedException {
        try {
            api.expectKey();
            unknown.add(symbol, now);
            refused.remove(symbol);
        } catch (SourceFailure e) {
            if (isOfTheKey(e)) {
                throw e;
            }
            due = now.plus(AFTER_FAILURE);
        } catch (IOException e) {
            due = now.plus(AFTER_FAILURE);
        }
    }

    private void land(String symbol, Answer answer, Intake intake) throws IOException {
        JsonNode quote;
        try {
            quote = Json.parse(answer.body());
        } catch (UnreadableException e) {
            throw new IOException("no JSON", e);
        }
        String mark = quote.path("c") + " " + quote.path("t");
        if (quote.path("c").asDouble(0) == 0 || mark.equals(last.put(symbol, mark))) {
            intake.skipped(1);
            return;
        }
        intake.land(
                Channel.QUOTES,
                new Envelope("finnhub", "quote:" + symbol, intake.now(), Envelope.JSON, answer.body(), null));
    }
}
