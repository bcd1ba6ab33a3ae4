package io.tickvox.app.runtime;

import io.tickvox.app.config.Config;
import io.tickvox.app.config.Keys;
import io.tickvox.app.config.ScorerKeys;
import io.tickvox.pipeline.PipelineJob;
import io.tickvox.pipeline.PipelineSettings;
import io.tickvox.pipeline.ScoringSettings;
import io.tickvox.pipeline.operator.AnalyzerFactory;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.store.DatabaseAddress;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Turns our settings into the job's. */
final class JobDefinition {
    private JobDefinition() {}

    /** @param kept the tickers to keep mentions and prices of */
    static void define(
            StreamExecutionEnvironment environment,
            String brokers,
            String group,
            DatabaseAddress database,
            Config config,
            Watchlist kept,
            AnalyzerFactory analyzers) {
        PipelineSettings usual = PipelineSettings.of(brokers, database, analyzers);
        PipelineJob.define(
                environment,
                new PipelineSettings(
                        brokers,
                        group,
                        database,
                        kept,
                        analyzers,
                        config.value(Keys.PIPELINE_HORIZON),
                        config.value(Keys.PIPELINE_FLUSH_INTERVAL),
                        usual.batchRows(),
                        usual.batchDelay(),
                        usual.idleness(),
                        scoring(config)));
    }

    private static @Nullable ScoringSettings scoring(Config config) {
        return ScorerKeys.classifier(config)
                .map(classifier -> ScoringSettings.of(
                        classifier,
                        ScorerKeys.policy(config, classifier),
                        config.value(ScorerKeys.WAIT),
                        config.value(ScorerKeys.RETRY_FOR)))
                .orElse(null);
    }
}
