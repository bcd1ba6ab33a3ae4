package io.tickvox.server;

import io.tickvox.store.query.Queries;
import io.tickvox.text.Linker;
import io.tickvox.text.Scorer;
import java.time.Clock;
import java.util.Objects;

/**
 * What the server shows. It closes none of them.
 *
 * @param queries the tables
 * @param feed the live updates
 * @param status the stack's state
 * @param linker finds again why a post is about a ticker
 * @param scorer explains a score
 */
public record ServerDependencies(
        Queries queries, LiveFeed feed, StatusSource status, Linker linker, Scorer scorer, Clock clock) {
    public ServerDependencies {
        Objects.requireNonNull(queries, "queries");
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(linker, "linker");
        Objects.requireNonNull(scorer, "scorer");
        Objects.requireNonNull(clock, "clock");
    }
}
