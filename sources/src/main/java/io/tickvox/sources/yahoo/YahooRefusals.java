package io.tickvox.sources.yahoo;

import io.tickvox.sources.live.Backoff;
import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.live.SourceFailure;
import io.tickvox.sources.net.Answer;
import java.time.Clock;
import java.time.Duration;

/** What Yahoo means by not answering. Who asks too much is told so in plain text, and should come back after a minute. */
final class YahooRefusals {
    /** Waits are drawn from the upper half: a minute at least. */
    private static final Backoff LIMITED = Backoff.exponential(Duration.ofMinutes(2), Duration.ofMinutes(30));

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final String TOO_MANY = "Too Many Requests";
    private static final String HINT = "The API asks for no key: try another network, or later";

    private YahooRefusals() {}

    static SourceFailure of(Answer answer, String host, Clock clock) {
        if (!saysTooMany(answer)) {
            return Refusals.of(answer, host, HINT, clock);
        }
        String said = host + " answers " + answer.status() + ": " + answer.excerpt();
        return Refusals.retryAfter(answer, clock)
                .map(wait -> wait.compareTo(LEAST) < 0 ? LEAST : wait)
                .map(wait -> SourceFailure.limitedUntil(clock.instant().plus(wait), said))
                .orElseGet(() -> SourceFailure.limited(said, LIMITED));
    }

    /** Whether the answer is that too much was asked, whatever its status. */
    static boolean saysTooMany(Answer answer) {
        return answer.status() == 429 || !answer.isPage() && answer.excerpt().endsWith(TOO_MANY);
    }
}
