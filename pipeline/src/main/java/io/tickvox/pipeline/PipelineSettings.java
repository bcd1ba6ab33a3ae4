package io.tickvox.pipeline;

import io.tickvox.pipeline.operator.AnalyzerFactory;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.store.DatabaseAddress;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the job needs to know.
 *
 * @param kafkaBootstrapServers {@code host:port}, several with commas
 * @param groupId Kafka group under which progress is committed at each checkpoint
 * @param database where the tables are
 * @param watchlist tickers to keep mentions and prices of
 * @param analyzers makes the linker and scorer
 * @param span how long after its original a post of the same text is a copy, and how late a post may come and still be
 *     counted from state; later ones are counted by recomputing
 * @param flushInterval how often changed bars are emitted
 * @param batchRows rows in one write to PostgreSQL, at most
 * @param batchDelay how long a row waits for its batch to fill, at most
 * @param idleness after which a silent partition no longer holds event time back
 * @param scoring a scorer in place of that of {@code analyzers}; null for none
 */
public record PipelineSettings(
        String kafkaBootstrapServers,
        String groupId,
        DatabaseAddress database,
        Watchlist watchlist,
        AnalyzerFactory analyzers,
        Duration span,
        Duration flushInterval,
        int batchRows,
        Duration batchDelay,
        Duration idleness,
        @Nullable ScoringSettings scoring)
        implements Serializable {
    public PipelineSettings {
        Objects.requireNonNull(kafkaBootstrapServers, "kafkaBootstrapServers");
        Objects.requireNonNull(groupId, "groupId");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(watchlist, "watchlist");
        Objects.requireNonNull(analyzers, "analyzers");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(flushInterval, "flushInterval");
        Objects.requireNonNull(batchDelay, "batchDelay");
        Objects.requireNonNull(idleness, "idleness");
    }

    /** The usual settings: all tickers, 48 h of state, bars five times a second. */
    public static PipelineSettings of(
            String kafkaBootstrapServers, DatabaseAddress database, AnalyzerFactory analyzers) {
        return new PipelineSettings(
                kafkaBootstrapServers,
                "tickvox-pipeline",
                database,
                Watchlist.ALL,
                analyzers,
                Duration.ofHours(48),
                Duration.ofMillis(200),
                2_000,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                null);
    }

    public PipelineSettings withWatchlist(Watchlist symbols) {
        return new PipelineSettings(
                kafkaBootstrapServers,
                groupId,
                database,
                symbols,
                analyzers,
                span,
                flushInterval,
                batchRows,
                batchDelay,
                idleness,
                scoring);
    }

    public PipelineSettings withFlushInterval(Duration interval) {
        return new PipelineSettings(
                kafkaBootstrapServers,
                groupId,
                database,
                watchlist,
                analyzers,
                span,
                interval,
                batchRows,
                batchDelay,
                idleness,
                scoring);
    }

    /** The same with another scorer. */
    public PipelineSettings withScoring(@Nullable ScoringSettings other) {
        return new PipelineSettings(
                kafkaBootstrapServers,
                groupId,
                database,
                watchlist,
                analyzers,
                span,
                flushInterval,
                batchRows,
                batchDelay,
                idleness,
                other);
    }
}
