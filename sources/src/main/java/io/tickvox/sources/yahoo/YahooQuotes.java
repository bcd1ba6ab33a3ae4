package io.tickvox.sources.yahoo;

import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.internal.Fingerprints;
import io.tickvox.sources.internal.Fingerprints.Fingerprint;
import io.tickvox.sources.live.Intake;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.net.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Last prices beside the charts, many tickers a call, once a minute while shares are traded: for a watchlist so long that
 * its charts do not all come round in a minute. If they are not to be had the charts go on without them.
 */
final class YahooQuotes {
    private static final int MOST_SYMBOLS = 50;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(30);

    private final YahooApi api;
    private final Fingerprints fingerprints = new Fingerprints();
    private final Map<List<String>, Fingerprint> landed = new HashMap<>();
    private Instant due = Instant.MIN;
    private String lack = "";

    YahooQuotes(YahooApi api) {
        this.api = api;
    }

    /** For people: why there are no quotes; empty if there are, or none are needed. */
    String lack() {
        return lack;
    }

    /** Asks for the quotes of {@code followed} if it is time to. */
    void step(List<String> followed, Intake intake) throws SourceFailure, IOException, InterruptedException {
        Instant now = intake.now();
        boolean isLong = api.spacing().multipliedBy(followed.size()).compareTo(INTERVAL) > 0;
        if (!isLong || now.isBefore(due) || !TradingHours.contain(now)) {
            return;
        }
        due = now.plus(INTERVAL);
        for (int from = 0; from < followed.size(); from += MOST_SYMBOLS) {
            List<String> part = List.copyOf(followed.subList(from, Math.min(followed.size(), from + MOST_SYMBOLS)));
            try {
                land(part, api.quotes(part), intake);
                lack = "";
            } catch (SourceFailure e) {
                if (e.kind() != SourceFailure.Kind.REFUSED) {
                    throw e;
                }
                lack = "no quotes: " + e.getMessage();
                due = now.plus(AFTER_REFUSAL);
                return;
            }
        }
    }

    private void land(List<String> symbols, Answer answer, Intake intake) {
        Fingerprint content = fingerprints.of(answer.text());
        if (!content.equals(landed.put(symbols, content))) {
            intake.land(Channel.QUOTES, "quote", answer.body());
        }
    }
}
