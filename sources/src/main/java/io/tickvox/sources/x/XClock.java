package io.tickvox.sources.x;

import io.tickvox.sources.live.Refusals;
import io.tickvox.sources.net.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * How X's clock differs from ours, by the dates of its answers. A date may be wrong, so a search is only widened for it, by
 * some minutes at most, until X has refused times by our clock: then it is moved.
 */
final class XClock {
    private static final String START = "start_time";
    private static final String END = "end_time";
    private static final Duration MOST_WIDENED = Duration.ofMinutes(5);
    /** Dates are whole seconds, and answers take a while. */
    private static final Duration EQUAL = Duration.ofSeconds(2);

    /** X takes times that are 10 s old or older; some more, since calls take a while. */
    private static final Duration NEWEST = Duration.ofSeconds(15);

    private final Clock clock;
    private Duration ahead = Duration.ZERO;
    private boolean isRefused;

    XClock(Clock clock) {
        this.clock = clock;
    }

    /** X has answered, and perhaps said when. */
    void told(Answer answer) {
        Duration told = Refusals.untilEpoch(answer, clock.instant().getEpochSecond(), clock);
        ahead = told.abs().compareTo(EQUAL) <= 0 ? Duration.ZERO : told;
        isRefused = refuses(answer) || isRefused && !ahead.isZero();
    }

    /** Whether X has found times of a search too new or too old. */
    static boolean refuses(Answer answer) {
        return answer.status() == 400
                && (answer.text().contains(START) || answer.text().contains(END));
    }

    /** The times of {@code range}, which are ours, as X's clock has them. */
    Map<String, String> bounds(Map<String, String> range) {
        Map<String, String> bounds = new TreeMap<>(range);
        bounds.computeIfPresent(START, (name, at) -> start(Instant.parse(at)).toString());
        bounds.computeIfPresent(END, (name, at) -> end(Instant.parse(at)).toString());
        return bounds;
    }

    private Instant start(Instant at) {
        return at.minus(isRefused ? ahead : widened(ahead));
    }

    private Instant end(Instant at) {
        if (isRefused) {
            return at.minus(ahead);
        }
        Instant wide = at.plus(widened(ahead.negated()));
        Instant newest = clock.instant().minus(ahead).minus(NEWEST).truncatedTo(ChronoUnit.SECONDS);
        Instant end = wide.isBefore(newest) ? wide : newest;
        return end.isBefore(at) ? at : end;
    }

    private static Duration widened(Duration by) {
        Duration some = by.isNegative() ? Duration.ZERO : by;
        return some.compareTo(MOST_WIDENED) < 0 ? some : MOST_WIDENED;
    }
}
