package io.tickvox.pipeline;

import static org.awaitility.Awaitility.await;

import io.tickvox.model.Heartbeat;
import io.tickvox.model.Normalised;
import io.tickvox.model.SentimentBar;
import io.tickvox.pipeline.io.EventTime;
import io.tickvox.pipeline.operator.Watchlist;
import io.tickvox.store.DatabaseAddress;
import io.tickvox.store.PostChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job over records in memory that does not end by itself: heartbeats follow the records. */
final class LiveRun implements AutoCloseable {
    private static final ConcurrentHashMap<String, List<Normalised>> RECORDS = new ConcurrentHashMap<>();

    private final String id;
    private final JobClient job;
    private final Tables tables;
    private boolean stopped;

    private LiveRun(String id, JobClient job, Tables tables) {
        this.id = id;
        this.job = job;
        this.tables = tables;
    }

    /**
     * Starts the job.
     *
     * @param tables where its results go
     * @param failures how often it is made to fail on its way
     * @param savepoint what it goes on from; null to begin anew
     */
    static LiveRun start(
            List<? extends Normalised> records,
            Tables tables,
            int parallelism,
            int failures,
            @Nullable ScoringSettings scoring,
            @Nullable String savepoint)
            throws Exception {
        String id = UUID.randomUUID().toString();
        RECORDS.put(id, List.copyOf(records));
        FlinkRun.RESULTS.put(id, tables);
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        env.getConfig().enableObjectReuse();
        env.getConfig().setAutoWatermarkInterval(5);
        PipelineSettings settings = PipelineSettings.of(
                        "unused", new DatabaseAddress("unused", "", ""), TestAnalyzer::new)
                .withWatchlist(Watchlist.ALL)
                .withFlushInterval(Duration.ofMillis(5))
                .withScoring(scoring);
        FlinkRun.Crash crash = new FlinkRun.Crash(id, records.size(), failures);
        PipelineGraph graph = PipelineGraph.of(
                source(env, id, "posts")
                        .map(crash::pass)
                        .returns(FlinkRun.type())
                        .uid("crash"),
                source(env, "none", "quotes"),
                settings);
        graph.changes()
                .sinkTo(new FlinkRun.Collecting<PostChange>(id, FlinkRun::apply))
                .uid("changes");
        graph.sentimentBars()
                .sinkTo(new FlinkRun.Collecting<SentimentBar>(id, Tables::write))
                .uid("bars");
        return new LiveRun(id, env.executeAsync(), tables);
    }

    private static DataStream<Normalised> source(StreamExecutionEnvironment env, String id, String name) {
        GeneratorFunction<Long, Normalised> records = index -> {
            List<Normalised> all = RECORDS.getOrDefault(id, List.of());
            return index < all.size() ? all.get(index.intValue()) : new Heartbeat("none", Instant.EPOCH);
        };
        DataGeneratorSource<Normalised> source = new DataGeneratorSource<>(
                records, Long.MAX_VALUE, RateLimiterStrategy.perSecond(3_000), FlinkRun.type());
        return env.fromSource(source, EventTime.strategy(Duration.ofMinutes(1)), name)
                .uid(name);
    }

    /** What is in the tables now, with all bars taken for complete: event time does not go on beyond the records. */
    Tables tables() {
        synchronized (tables) {
            return tables.completed();
        }
    }

    /** Stops the job with a savepoint in {@code folder} and returns its address. */
    String stop(Path folder) {
        String savepoint = await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () -> job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.NATIVE)
                                .get(60, TimeUnit.SECONDS),
                        Objects::nonNull);
        stopped = true;
        return savepoint;
    }

    @Override
    public void close() throws Exception {
        if (!stopped) {
            job.cancel().get(60, TimeUnit.SECONDS);
        }
        RECORDS.remove(id);
        FlinkRun.RESULTS.remove(id);
    }
}
