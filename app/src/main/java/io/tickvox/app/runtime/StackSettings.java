package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * What makes a stack.
 *
 * @param config all settings
 * @param dataDir the folder that holds its state
 * @param kind what its data are
 * @param version Tickvox's version, as shown
 * @param server whether to serve the dashboard
 * @param market the companies that posts are about
 * @param clock the time
 * @param live whether to follow live sources
 */
public record StackSettings(
        Config config,
        Path dataDir,
        DataDir.Kind kind,
        String version,
        boolean server,
        Market market,
        Clock clock,
        boolean live) {
    /** Without live sources. */
    public StackSettings(
            Config config,
            Path dataDir,
            DataDir.Kind kind,
            String version,
            boolean server,
            Market market,
            Clock clock) {
        this(config, dataDir, kind, version, server, market, clock, false);
    }

    /** The same, with live sources. */
    public StackSettings following() {
        return new StackSettings(config, dataDir, kind, version, server, market, clock, true);
    }

    public StackSettings {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(dataDir, "dataDir");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(market, "market");
        Objects.requireNonNull(clock, "clock");
    }
}
