package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.pipeline.operator.StandardAnalyzers;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.sources.simulator.SimulatedMarket;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.text.Linker;
import io.tickvox.text.Listing;
import io.tickvox.text.Scorer;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.StandardLinker;
import io.tickvox.text.SymbolDirectory;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The invented companies of a simulated market, and no others. */
public final class SimulatedListings implements Market {
    private final long seed;

    public SimulatedListings(SimulatedMarket market) {
        this.seed = market.seed();
    }

    @Override
    public List<Listing> listings() {
        return SimulatedMarket.create(seed).listings();
    }

    @Override
    public Linker linker() {
        return new StandardLinker(directory(seed));
    }

    @Override
    public Scorer scorer() {
        return analyzer(seed).scorer();
    }

    @Override
    public void defineJob(
            StreamExecutionEnvironment environment,
            String brokers,
            String group,
            DatabaseAddress database,
            Config config,
            @Nullable List<String> kept) {
        List<Listing> listings = listings();
        List<String> known = listings.stream().map(Listing::symbol).toList();
        JobDefinition.define(
                environment,
                brokers,
                group,
                database,
                config,
                Watchlist.of(kept == null ? known : kept),
                StandardAnalyzers.withListings(listings));
    }

    private static StandardAnalyzer analyzer(long seed) {
        return StandardAnalyzer.of(directory(seed));
    }

    private static SymbolDirectory directory(long seed) {
        return SymbolDirectory.shipped().with(SimulatedMarket.create(seed).listings());
    }
}
