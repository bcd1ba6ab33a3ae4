package io.tickvox.sources.live;

import java.io.IOException;
import java.time.Duration;

/**
 * Follows one API: history and live alike, from one position. Used by one thread at a time, except {@link #check}, which is
 * called on an object of its own.
 */
public interface LiveSource {
    /**
     * Lands all there is since {@code from}, as far as the API reaches back, and what comes from then on; never returns by
     * itself. Tells {@code intake} from when on it is complete, and its new position after each step. Called anew from the
     * last position after any failure. An object that remembers what it has landed does so for one such run of positions: if
     * what was landed is lost, another object begins at an earlier one.
     *
     * @throws SourceFailure what the API refused and when to ask again
     * @throws IOException if the connection failed, broke or fell silent
     * @throws InterruptedException if it is to stop
     */
    void run(Position from, Intake intake) throws SourceFailure, IOException, InterruptedException;

    /**
     * Asks the API once, at the least cost, whether it would serve.
     *
     * @return for people: what answered
     */
    String check(Intake intake) throws SourceFailure, IOException, InterruptedException;

    /** How far behind the present the position may be while the source counts as live. */
    default Duration freshness() {
        return Duration.ofSeconds(30);
    }

    /** Waits between tries after a broken connection. */
    default Backoff backoff() {
        return Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(2));
    }
}
