package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.pipeline.PipelineJob;
import io.tickvox.pipeline.PipelineSettings;
import io.tickvox.pipeline.operator.AnalyzerFactory;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.store.DatabaseAddress;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Turns our settings into the job's. */
final class JobDefinition {
    private JobDefinition() {}

    /** @param all the tickers that are kept where the settings name none */
    static void define(
            StreamExecutionEnvironment environment,
            String brokers,
            String group,
            DatabaseAddress database,
            Config config,
            Watchlist all,
            AnalyzerFactory analyzers) {
        PipelineSettings usual = PipelineSettings.of(brokers, database, analyzers);
        PipelineJob.define(
                environment,
                new PipelineSettings(
                        brokers,
                        group,
                        database,
                        config.optional(Keys.SYMBOLS)
                                .map(symbols -> new Watchlist(Set.copyOf(symbols)))
                                .orElse(all),
                        analyzers,
                        config.value(Keys.PIPELINE_HORIZON),
                        config.value(Keys.PIPELINE_FLUSH_INTERVAL),
                        usual.batchRows(),
                        usual.batchDelay(),
                        usual.idleness()));
    }
}
