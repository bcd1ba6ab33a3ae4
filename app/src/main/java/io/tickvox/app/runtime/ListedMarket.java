package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.pipeline.operator.StandardAnalyzers;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.text.Linker;
import io.tickvox.text.Listing;
import io.tickvox.text.Scorer;
import io.tickvox.text.StandardAnalyzer;
import io.tickvox.text.StandardLinker;
import io.tickvox.text.SymbolDirectory;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The companies listed at the exchanges. */
public final class ListedMarket implements Market {
    @Override
    public List<Listing> listings() {
        return SymbolDirectory.shipped().listings();
    }

    @Override
    public Linker linker() {
        return StandardLinker.shipped();
    }

    @Override
    public Scorer scorer() {
        return StandardAnalyzer.shipped().scorer();
    }

    @Override
    public void defineJob(
            StreamExecutionEnvironment environment,
            String brokers,
            String group,
            DatabaseAddress database,
            Config config) {
        JobDefinition.define(environment, brokers, group, database, config, Watchlist.ALL, StandardAnalyzers.shipped());
    }
}
