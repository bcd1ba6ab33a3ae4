package io.tickvox.sources.live;

import io.tickvox.sources.Landing;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What the intake works with.
 *
 * @param landing where payloads go; not closed by the intake
 * @param store what must outlive a restart
 * @param environment what sources share
 * @param symbols the tickers to follow
 * @param random draws the waits
 * @param backfill how far back a source that never ran begins
 */
public record IntakeSettings(
        Landing landing,
        IntakeStore store,
        SourceEnvironment environment,
        Timing timing,
        SymbolList symbols,
        RandomGenerator random,
        Duration backfill) {
    public IntakeSettings {
        Objects.requireNonNull(landing, "landing");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(symbols, "symbols");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(backfill, "backfill");
    }
}
