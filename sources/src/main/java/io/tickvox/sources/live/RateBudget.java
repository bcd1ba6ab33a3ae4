package io.tickvox.sources.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many calls an API allows: at most {@code limit} within any stretch of {@code window}, wherever the API lets its own
 * windows begin, and less while the API says so. The API counts a call when it gets it, which may be long after it was made:
 * here it counts from when something is asked next, as it has been answered by then. Every call is written down before it
 * is made, and that none is left, so that a restart spends nothing twice. For use by one thread.
 */
public final class RateBudget {
    private final String name;
    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final Consumer<String> notes;
    /** Seconds of the calls within the last window, oldest first. */
    private final Deque<Long> calls = new ArrayDeque<>();

    /** Whether the last call may not have been answered yet. */
    private boolean isUnderWay;

    private @Nullable Instant toldUntil;
    private long toldLeft = Long.MAX_VALUE;

    /**
     * @param name for people: what is limited
     * @param written what {@code notes} was told last; empty at first
     * @param notes takes the calls made, to be kept durably
     */
    RateBudget(String name, int limit, Duration window, Clock clock, String written, Consumer<String> notes) {
        if (limit < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("Invalid budget of " + limit + " in " + window);
        }
        this.name = name;
        this.limit = limit;
        this.window = window;
        this.clock = clock;
        this.notes = notes;
        String[] parts = written.split(";");
        Stream.of(parts[0].split(","))
                .filter(RateBudget::isNumber)
                .map(Long::valueOf)
                .sorted()
                .forEach(calls::add);
        if (parts.length == 3 && isNumber(parts[1]) && isNumber(parts[2])) {
            toldLeft = Long.parseLong(parts[1]);
            toldUntil = Instant.ofEpochSecond(Math.min(
                    Long.parseLong(parts[2]), clock.instant().plus(window).getEpochSecond()));
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}");
    }

    /** The calls' seconds, and what the API said last: {@code 1793631600,1793631602;98;1793632500}. */
    private void note() {
        Instant until = toldUntil;
        notes.accept(calls.stream().map(String::valueOf).collect(Collectors.joining(","))
                + (until == null ? "" : ";" + Math.max(0, toldLeft) + ";" + (until.getEpochSecond() + 1)));
    }

    /** Calls allowed in a window. */
    public int limit() {
        return limit;
    }

    /** Calls that are left now. */
    public long left() {
        forget();
        long own = limit - (long) calls.size();
        return Math.max(0, Math.min(own, toldLeft));
    }

    /** How long until a call is allowed; zero if one is now. */
    public Duration untilAllowed() {
        forget();
        Instant now = clock.instant();
        Instant allowed = now;
        Instant told = toldUntil;
        if (told != null && toldLeft <= 0) {
            allowed = told;
        }
        if (calls.size() >= limit) {
            Instant free = Instant.ofEpochSecond(calls.getFirst() + 1).plus(window);
            allowed = free.isAfter(allowed) ? free : allowed;
        }
        return Duration.between(now, allowed);
    }

    /** Time between two calls that spends the budget evenly. */
    public Duration spacing() {
        return window.dividedBy(limit);
    }

    /**
     * Takes one call.
     *
     * @throws SourceFailure if none is left
     */
    public void take() throws SourceFailure {
        Duration wait = untilAllowed();
        if (!wait.isZero()) {
            throw SourceFailure.limitedUntil(
                    clock.instant().plus(wait),
                    "the " + limit + " " + name + " allowed in " + words(window) + " are used");
        }
        calls.addLast(clock.instant().getEpochSecond());
        isUnderWay = true;
        if (toldLeft != Long.MAX_VALUE) {
            toldLeft--;
        }
        note();
    }

    /** The API's own word: {@code left} calls until {@code untilReset} from now; more than a window ahead is not believed. */
    public void told(long left, Duration untilReset) {
        if (untilReset.isNegative() || left < 0) {
            return;
        }
        answered();
        toldLeft = left;
        toldUntil = clock.instant().plus(untilReset.compareTo(window) > 0 ? window : untilReset);
        if (left == 0) {
            note();
        }
    }

    private void answered() {
        if (isUnderWay) {
            calls.addLast(Math.max(calls.removeLast(), clock.instant().getEpochSecond()));
            isUnderWay = false;
        }
    }

    private void forget() {
        answered();
        Instant now = clock.instant();
        long oldest = now.minus(window).getEpochSecond();
        while (!calls.isEmpty() && calls.getFirst() < oldest) {
            calls.removeFirst();
        }
        while (!calls.isEmpty() && calls.getLast() > now.getEpochSecond() + window.toSeconds()) {
            calls.removeLast();
        }
        if (toldUntil != null && !now.isBefore(toldUntil)) {
            toldUntil = null;
            toldLeft = Long.MAX_VALUE;
        }
    }

    private static String words(Duration duration) {
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + " s";
        }
        return duration.toMinutes() % 60 == 0 ? duration.toHours() + " h" : duration.toMinutes() + " min";
    }
}
