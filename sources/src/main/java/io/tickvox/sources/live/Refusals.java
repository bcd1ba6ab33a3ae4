package io.tickvox.sources.live;

import io.tickvox.sources.net.Answer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What an answer that is no success means, for APIs that follow HTTP. */
public final class Refusals {
    /** What an API that asks for more is given. */
    static final Duration LONGEST = Duration.ofHours(24);

    private Refusals() {}

    /**
     * Why {@code answer} is of no use.
     *
     * @param host who answered
     * @param keyHint for people: what to do about credentials that are not accepted
     */
    public static SourceFailure of(Answer answer, String host, String keyHint, Clock clock) {
        String said = host + " answers " + answer.status() + (answer.body().length == 0 ? "" : ": " + answer.excerpt());
        if (answer.status() == 429) {
            return retryAfter(answer, clock)
                    .map(wait -> SourceFailure.limitedUntil(clock.instant().plus(wait), said))
                    .orElseGet(() -> SourceFailure.limited(said));
        }
        if (answer.status() == 403 && answer.isPage()) {
            return SourceFailure.refused(
                    said + ". A guard in front of the API keeps this address out; try another network or a proxy");
        }
        if (answer.status() == 401 || answer.status() == 403) {
            return SourceFailure.refused(said + ". " + keyHint);
        }
        if (answer.status() == 503) {
            Optional<Duration> wait = retryAfter(answer, clock);
            if (wait.isPresent()) {
                return SourceFailure.limitedUntil(clock.instant().plus(wait.get()), said);
            }
        }
        if (answer.status() / 100 == 3) {
            return SourceFailure.refused(
                    said + ". It has moved or is behind a login page: check base-url and the network");
        }
        return SourceFailure.unreachable(said, null);
    }

    /**
     * How long {@code Retry-After} wants us to wait, a day at most. A date is compared with the server's own clock where it tells that, so
     * that a wrong clock on either side does no harm.
     */
    public static Optional<Duration> retryAfter(Answer answer, Clock clock) {
        return answer.header("Retry-After")
                .flatMap(text -> {
                    if (text.strip().matches("\\d{1,9}")) {
                        return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
                    }
                    return date(text).map(at -> Duration.between(serverTime(answer, clock), at));
                })
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }

    /** How long until {@code epochSecond} of the server's clock; negative if it has passed. */
    public static Duration untilEpoch(Answer answer, long epochSecond, Clock clock) {
        return Duration.between(serverTime(answer, clock), Instant.ofEpochSecond(epochSecond));
    }

    /** When {@code answer} was given, by the server's clock where it tells that. */
    public static Instant serverTime(Answer answer, Clock clock) {
        return answer.header("Date").flatMap(Refusals::date).orElseGet(clock::instant);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
